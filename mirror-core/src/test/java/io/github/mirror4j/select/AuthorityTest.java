package io.github.mirror4j.select;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The authority is what Java's HTTP client puts into {@code Host}. */
class AuthorityTest {

  @ParameterizedTest
  @CsvSource({
    "http://orders/, orders",
    "http://orders:80/, orders",
    "HTTP://orders:80/, orders",
    "http://orders:/, orders",
    "https://orders:443/, orders",
    "http://orders:443/, orders:443",
    "https://orders:80/, orders:80",
    "http://orders:8080/, orders:8080",
    "http://user:secret@orders:8080/, orders:8080",
    "http://user:secret@orders:80/, orders",
    "http://a@b@orders/, orders",
    "'http://[::1]:80/', [::1]",
    "'http://[::1]:8080/', [::1]:8080",
    "http://Orders:80/, Orders"
  })
  void ofAUri(String uri, String authority) {
    assertThat(Given.get(uri).authority()).isEqualTo(authority);
  }

  @Test
  void isTheHostHeaderWhereTheCallerSetOne() {
    assertThat(Given.get("http://orders:8080/", "Host", "other:80").authority())
        .isEqualTo("other:80");
  }
}

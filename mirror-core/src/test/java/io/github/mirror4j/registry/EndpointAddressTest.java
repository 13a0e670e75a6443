package io.github.mirror4j.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Labels;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointAddressTest {

  private static String resolve(String base, String path, String query) {
    return new Endpoint(URI.create(base), Labels.none()).resolve(path, query).toString();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "http://v1, /get, none, http://v1/get",
        "http://v1:8000, /a%2Fb, x=%2F, http://v1:8000/a%2Fb?x=%2F",
        "http://v1, /a+b, q=a+b, http://v1/a+b?q=a+b",
        "http://v1, /get, '', http://v1/get?",
        "http://v1, '', x=1, http://v1/?x=1",
        "http://[::1]:8000, /get, none, http://[::1]:8000/get",
        "http://v1/base, /get, none, http://v1/base/get",
        "http://v1/base/, /get, none, http://v1/base/get",
        "http://v1/base%20x, //get, none, http://v1/base%20x//get"
      })
  void pathAndQueryAreTakenOverAsTheyAre(String base, String path, String query, String expected) {
    assertThat(resolve(base, path, query)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"http://v1", "http://v1/", "http://v1/base", "http://v1/base/"})
  void noPathStandsForASlash(String base) {
    String slash = resolve(base, "/", null);

    assertThat(resolve(base, "", null)).isEqualTo(slash);
    assertThat(resolve(base, null, null)).isEqualTo(slash);
  }

  @Test
  void theTextShowsTheAddressAndTheLabels() {
    Endpoint endpoint = new Endpoint(URI.create("http://v1:8000"), Labels.of("version", "v1"));

    assertThat(endpoint).hasToString("http://v1:8000{version=v1}");
  }
}

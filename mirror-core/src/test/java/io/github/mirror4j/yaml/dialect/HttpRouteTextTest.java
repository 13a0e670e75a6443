package io.github.mirror4j.yaml.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a path, a name and a host in an HTTPRoute, by the patterns of the Gateway API. */
class HttpRouteTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a",
        "/a/",
        "/a.b/..c/.d/e..",
        "/a~!$&'()*+,;=:@-_9",
        "/%20",
        "/%2e",
        "/a/...",
        "/%aF"
      })
  void aPath(String text) {
    assertThat(HttpRouteLimits.isPath(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "a", "a/b", "//", "/a//b", "/.", "/..", "/a/.", "/a/..", "/a/./b", "/a/../b", "/%2f",
        "/a%2Fb", "/%", "/%2", "/%zz", "/a b", "/a?b", "/a#b", "/\u00e4", "/{a}", "/a\\b", "/a\"b"
      })
  void noPath(String text) {
    assertThat(HttpRouteLimits.isPath(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "a, true",
    "X-A, true",
    "!#$%&'*+-.^_`|~09, true",
    "'', false",
    "a b, false",
    "a:b, false",
    "(a), false",
    "\u00e4, false"
  })
  void aName(String text, boolean isName) {
    assertThat(HttpRouteLimits.isName(text)).isEqualTo(isName);
  }

  @Test
  void aNameHasAtMost256Characters() {
    assertThat(HttpRouteLimits.isName("a".repeat(256))).isTrue();
    assertThat(HttpRouteLimits.isName("a".repeat(257))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "a, true",
    "a.example, true",
    "*.example, true",
    "a-1.b-2, true",
    "*, false",
    "*a, false",
    "a.*, false",
    "*.*.a, false",
    "a., false",
    "-a, false",
    "a-, false",
    "A, false",
    "a:80, false",
    "'', false"
  })
  void aHostname(String text, boolean isHostname) {
    assertThat(HttpRouteLimits.isHostname(text)).isEqualTo(isHostname);
  }
}

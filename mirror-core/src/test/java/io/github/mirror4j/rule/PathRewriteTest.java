package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathRewriteTest {

  @ParameterizedTest(name = "{0} by {1}: {2} becomes {3}")
  @CsvSource({
    "/v1, /v2, /v1/x, /v2/x",
    "/v1, /v2, /v1, /v2",
    "/v1, /v2, /v1/, /v2/",
    "/v1, /v2, /v10, /v10",
    "/v1, /v2, /v1%2Fx, /v1%2Fx",
    "/v1, /v2, /x/v1, /x/v1",
    "/v1, /v2, /V1/x, /V1/x",
    "/v1/, /v2, /v1/x, /v2/x",
    "/v1, /v2/, /v1/x, /v2/x",
    "/v1/, /v2/, /v1, /v2",
    "/v1, /, /v1/x, /x",
    "/v1, /, /v1, /",
    "/v1, /, /v1/, /",
    "/, /api, /x, /api/x",
    "/, /api, /, /api/",
    "/a, /b, /a/%2F+%20, /b/%2F+%20"
  })
  void aPrefixIsReplacedByWholeElements(String from, String to, String path, String expected) {
    assertThat(PathRewrite.prefix(from, to).compile().apply(path)).isEqualTo(expected);
  }

  @Test
  void theWholePathIsReplaced() {
    assertThat(PathRewrite.full("/v2/").compile().apply("/v1/x")).isEqualTo("/v2/");
  }

  @ParameterizedTest(name = "{0} by {1}: {2} becomes {3}")
  @CsvSource({
    "/v1/, /v2/, /v1/x, /v2/x",
    "/v1/, /v2/, /a/v1/v1/x, /a/v2/v1/x",
    "a, b, /aaa, /bbb",
    "^/users/(\\d+)/(.*)$, /u/\\2/\\1, /users/7/x, /u/x/7",
    "/(\\d), /\\12, /7, /72",
    "(x), [\\0], /x, /[x]",
    "/(a)?(b), /\\1-\\2, /b, /-b",
    "^/x$, y, /x, /y",
    "/x, $1, /x, /$1",
    "nothing, else, /x, /x"
  })
  void everyMatchOfAPatternIsReplaced(
      String pattern, String substitution, String path, String expected) {
    assertThat(PathRewrite.regex(pattern, substitution).compile().apply(path)).isEqualTo(expected);
  }

  @Test
  void aPatternThatIsNoneIsAnIllegalArgument() {
    PathRewrite rewrite = PathRewrite.regex("(", "");

    assertThatThrownBy(rewrite::compile).isInstanceOf(IllegalArgumentException.class);
  }
}

package io.github.mirror4j.select;

import static io.github.mirror4j.rule.StringMatch.regex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.PathRewrite;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Patterns that take a backtracking engine longer than the sun will shine end here: that these
 * tests end at all is what they show.
 */
class RegexTimeTest {

  private static final String HOSTILE = "a".repeat(8_000) + "!";

  @ParameterizedTest
  @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "(a*)*b", "(.*a){20}b", "^(([a-z])+.)+[A-Z]$"})
  void aHostileHeaderEnds(String pattern) {
    Match.Builder match = Match.builder().header("x", regex(pattern));

    assertThat(Given.matches(match, Given.get("http://httpbin/", "x", HOSTILE))).isFalse();
  }

  @Test
  void aHostilePathEnds() {
    Match.Builder match = Match.builder().uri(regex("/(a+)+$"));

    assertThat(Given.matches(match, Given.get("http://httpbin/" + HOSTILE))).isFalse();
  }

  @Test
  void aLongTextIsReadLikeAnyOther() {
    Match.Builder match = Match.builder().header("x", regex("a*"));

    assertThat(Given.matches(match, Given.get("http://httpbin/", "x", "a".repeat(8193)))).isTrue();
    assertThat(Given.matches(match, Given.get("http://httpbin/", "x", HOSTILE))).isFalse();
  }

  /** Each of the matches is looked for up to the end of the text. */
  @ParameterizedTest
  @ValueSource(strings = {"a.*!!|a", "(a|.*b)", "a(.*c)?"})
  void aRewriteThatReadsThePathOverAndOverIsGivenUp(String pattern) {
    UnaryOperator<String> rewrite = PathRewrite.regex(pattern, "b").compile();

    assertThatThrownBy(() -> rewrite.apply("/" + HOSTILE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too much work");
    assertThat(rewrite.apply("/xa")).isEqualTo("/xb");
  }

  @Test
  void anOrdinaryRewriteOfALongPathIsDone() {
    String path = "/a".repeat(2_000);

    assertThat(PathRewrite.regex("/a", "/b").compile().apply(path)).isEqualTo("/b".repeat(2_000));
  }

  @Test
  void aRewriteOfAHostilePathEnds() {
    String path = "/" + HOSTILE;

    assertThat(PathRewrite.regex("(a+)+$", "b").compile().apply(path)).isEqualTo(path);
  }
}

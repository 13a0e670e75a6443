package io.github.mirror4j.select;

import static io.github.mirror4j.rule.StringMatch.regex;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.PathRewrite;
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

  @Test
  void aRewriteOfAHostilePathEnds() {
    String path = "/" + HOSTILE;

    assertThat(PathRewrite.regex("(a+)+$", "b").compile().apply(path)).isEqualTo(path);
  }
}

package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A short pattern may need a huge program; it is refused before it is compiled. */
class RegexSizeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "",
        "a{1000}",
        "(a{90}){100}",
        "a{2,5}",
        "x{3,}",
        "[a-z]{1,255}",
        "[](a]{9}",
        "[^]{2}]{9}",
        "[[:alpha:]]{9}",
        "[\\]]{9}",
        "\\p{Greek}{9}",
        "\\x{10FFFF}{9}",
        "\\({9}",
        "a{,5}",
        "a{b}",
        "(a|b{3}|(?:c{4}d){5})*",
        "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        "(?i)(a+)+$"
      })
  void theEstimateIsCloseAndNotTooLow(String pattern) {
    int size = Pattern.compile(pattern).programSize();

    assertThat(RegexSize.of(pattern)).isBetween(size - 5L, 2L * size);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(((((a{100}){100}){100}){100}){100}){100}",
        "((a{1000}){1000}){1000}",
        "(?:(?:a{0,500}){0,500}){0,500}",
        "(a{1000}|b){11}",
        "(a{1000}|b){3}",
        "(?:a{45}){45}",
        "(([a(]{99}){99}){99}",
        "(a{999}){999}(((("
      })
  void aPatternThatUnrollsToAHugeProgramIsRefused(String pattern) {
    StringMatch match = StringMatch.regex(pattern);
    RouteRule.Builder rule =
        RouteRule.builder("r").destination("a").match(Match.builder().uri(match).build());

    assertThatThrownBy(rule::build)
        .hasMessageEndingWith(
            "match[0].uri: \""
                + pattern
                + "\" (expected: an RE2 pattern whose counted repeats add at most 2000"
                + " instructions, nested ones multiplied)");
  }

  @Test
  void aPatternHasAtMost4096Characters() {
    assertThat(Syntax.regexProblem("a".repeat(4096))).isNull();
    assertThat(Syntax.regexProblem("a".repeat(4097)))
        .isEqualTo("an RE2 pattern of at most 4096 characters");
  }

  @Test
  void aDeeplyNestedPatternNeedsNoDeepStack() {
    assertThat(Syntax.regexProblem("(".repeat(2000) + ")".repeat(2000))).isNull();
  }
}

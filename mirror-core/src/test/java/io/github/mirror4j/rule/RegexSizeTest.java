package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.mirror4j.rule.syntax.RegexSize;
import io.github.mirror4j.rule.syntax.Syntax;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        "(a{999}){999}((((",
        "\\Q[\\E((a{1000}){1000}){1000}",
        "\\Q(\\E\\Q[(a{1000}){1000}\\E((a{1000}){1000}){1000}",
        "[+-[:]((a{1000}){1000}){1000}",
        "[\\d-[:alpha:][]((a{1000}){1000}){1000}",
        "[a-\uD83D\uDE00-[:alpha:][]((a{1000}){1000}){1000}",
        "[\\[-\\]][^]-a]((a{1000}){1000}){1000}",
        "(((a{100})(?i){100})(?i){100})(?i){100}",
        "a{100}(?i-s){100}(?){100}"
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

  /** The estimate of what is small is exact, so that each step of it is held. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "'' 0",
        "ab 2",
        "a* 2",
        "a+b? 4",
        "(a) 3",
        "x(a) 4",
        "x(a){3} 10",
        "x(a{3}){2}y 12",
        "(ab)c 5",
        "ab) 4",
        "xy(a 3",
        "a|b 3",
        "a{3} 3",
        "a{0} 1",
        "a{1} 1",
        "a{2,5} 10",
        "a{5,2} 10",
        "a{3,} 8",
        "a{0,} 2",
        "a{0,0} 0",
        "a{2}{3} 6",
        "a{3}b 4",
        "ba{3} 4",
        "(ab){3} 12",
        "a{ 2",
        "a{} 3",
        "a{,5} 5",
        "a{b} 4",
        "a{01} 5",
        "a{1,02} 7",
        "a{9999} 9999",
        "a{12345} 8",
        "a{1,12345} 10",
        "[abc] 1",
        "[abc]d 2",
        "[abc 1",
        "[ 1",
        "[^ 1",
        "[^abc]d 2",
        "[]a]d 2",
        "[^]a]d 2",
        "[[:alpha:]]d 2",
        "[[:alpha:]b]d 2",
        "[[:alpha]d 2",
        "[+-[:]d 2",
        "[a-]d 2",
        "[\\d-]d 2",
        "[\\]]d 2",
        "[\\]a]d 2",
        "[a-\\]]d 2",
        "[\\p{Greek}]d 2",
        "[\\ 1",
        "\\dd 2",
        "\\p{Greek}d 2",
        "\\P{Greek}d 2",
        "\\x{10FFFF}d 2",
        "\\p{Greek 7",
        "\\( 1",
        "\\({9} 9",
        "\\ 1",
        "\\Q(a\\E 2",
        "\\Qab\\E{3} 4",
        "\\Qab 2",
        "\\Q\\Ea 1",
        "a\\Q\\E{3} 3",
        "(?i)a 1",
        "a(?i){3} 3",
        "a(?i-sU){3} 3",
        "(?i:a) 6"
      })
  void theSizeOfAShortPattern(String pattern, long size) {
    assertThat(RegexSize.of(pattern)).isEqualTo(size);
  }

  /** Random patterns of all that can hide a bracket or a repeat from somebody who reads them. */
  @Test
  void nothingHidesARepeat() {
    List<String> pieces =
        List.of(
            "a",
            "\uD83D\uDE00",
            "[",
            "]",
            "[^",
            "-",
            "[:",
            ":]",
            "[:alpha:]",
            "\\Q",
            "\\E",
            "\\[",
            "\\]",
            "\\d",
            "\\pL",
            "\\p{Greek}",
            "\\x{41}",
            "\\x41",
            "\\\\",
            "(",
            ")",
            "(?:",
            "(?i)",
            "(?P<n>",
            "|",
            "*",
            "{2}",
            "{0,3}",
            "{2,}",
            "{01}",
            "$");
    Random random = new Random(21);
    int compiled = 0;
    int large = 0;
    for (int i = 0; i < 20_000; i++) {
      String pattern = some(pieces, random) + "(?:a{30}){30}" + some(pieces, random);
      int size = sizeInRe2(pattern);
      compiled += size >= 0 ? 1 : 0;
      large += size >= 900 ? 1 : 0;

      assertThat(RegexSize.of(pattern)).as(pattern).isGreaterThan(Math.min(size, 6_000) / 2 - 8);
    }
    assertThat(compiled).isGreaterThan(1_000);
    assertThat(large).isBetween(500, compiled - 100);
  }

  private static String some(List<String> pieces, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }

  /** The number of instructions, or -1 for what is no pattern. */
  private static int sizeInRe2(String pattern) {
    try {
      return Pattern.compile(pattern).programSize();
    } catch (PatternSyntaxException e) {
      return -1;
    }
  }

  /** More than a {@code long} can count. */
  @Test
  void repeatsOfRepeatsAreNotCountedToTheEnd() {
    String pattern = "(".repeat(15) + "a{1000}" + "){1000}".repeat(15);

    assertThat(RegexSize.of(pattern)).isBetween(6_000L, 2_000_000L);
  }

  /** 19 and 1,000 and 1,000 instructions in a pattern of 19 characters. */
  @Test
  void repeatsAddAtMost2000Instructions() {
    assertThat(Syntax.regexProblem("a{1000}a{1000}a{19}")).isNull();
    assertThat(Syntax.regexProblem("a{1000}a{1000}a{20}")).contains("add at most 2000");
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

package io.github.mirror4j.rule.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A substitution is text of a raw path and groups of its pattern. */
class SubstitutionTest {

  @Test
  void aTextMayHaveWhatARawPathMayHave() {
    String taken =
        IntStream.rangeClosed(0, 0x200)
            .mapToObj(Character::toString)
            .filter(character -> Substitution.isValid("a", character))
            .collect(Collectors.joining());

    assertThat(taken)
        .isEqualTo(
            "!$%&'()*+,-./0123456789:;=@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~");
    assertThat(Substitution.isValid("a", "")).isTrue();
    assertThat(Substitution.isValid("a", "a b")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "a, \\0, true",
    "a, \\1, false",
    "(a), \\1, true",
    "(a), \\2, false",
    "(a)(b), \\2\\1, true",
    "(a)(b), \\2\\3, false",
    "(a)(b)(c)(d)(e)(f)(g)(h)(i), \\9, true",
    "(a)(b)(c)(d)(e)(f)(g)(h), \\9, false",
    "(?:a), \\1, false",
    "(a), \\, false",
    "(a), x\\, false",
    "(a), \\\\, false",
    "(a), \\/, false",
    "(a)(b)(c)(d)(e)(f)(g)(h)(i)(j), \\:, false",
    "(a), \\a, false"
  })
  void aBackslashStandsBeforeTheNumberOfAGroup(
      String pattern, String substitution, boolean isValid) {
    assertThat(Substitution.isValid(pattern, substitution)).isEqualTo(isValid);
  }

  /** RE2/J looks for a {@code b} up to the end of the text, for every single {@code a}. */
  @Test
  void aTextThatTakesTooMuchWorkIsRefused() {
    Pattern pattern = Pattern.compile("a.*b|a");

    assertThat(Substitution.replaceAll(pattern, "a".repeat(100), "c")).isEqualTo("c".repeat(100));
    assertThatThrownBy(() -> Substitution.replaceAll(pattern, "a".repeat(1_000), "c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the path rewrite takes too much work for this path");
  }
}

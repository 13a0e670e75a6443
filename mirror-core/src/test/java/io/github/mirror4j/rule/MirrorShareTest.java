package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.syntax.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MirrorShareTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "0.0001, 1, 0.0001",
    "0.00019, 1, 0.00019",
    "0.3, 3000, 0.3",
    "0.07, 700, 0.07",
    "5, 50000, 5",
    "33.3333, 333333, 33.3333",
    "33.33339, 333333, 33.33339",
    "99.9999, 999999, 99.9999",
    "99.99999, 999999, 99.99999",
    "100, 1000000, 100"
  })
  void aPercentageIsCutToWholeMillionths(double percent, int millionths, String text) {
    Mirror mirror = Mirror.to("v2").percentage(percent);

    assertThat(mirror.millionths()).isEqualTo(millionths);
    assertThat(mirror).hasToString(text + " % to v2");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 7, 0",
    "1, 3, 333333",
    "25, 50, 500000",
    "1, 1000000, 1",
    "3, 2000000, 1",
    "2147483647, 2147483647, 1000000"
  })
  void aFractionIsCutToWholeMillionths(int numerator, int denominator, int millionths) {
    Mirror mirror = Mirror.to("v2").fraction(numerator, denominator);

    assertThat(mirror.millionths()).isEqualTo(millionths);
    assertThat(mirror).hasToString(numerator + "/" + denominator + " to v2");
  }

  @ParameterizedTest
  @CsvSource({
    "-0.0001, '0 to 100'",
    "0, ",
    "0.00009, '0, or 0.0001 (one in a million) to 100'",
    "0.0001, ",
    "100, ",
    "100.0001, '0 to 100'",
    "NaN, '0 to 100'",
    "Infinity, '0 to 100'"
  })
  void aPercentageIsZeroOrOneInAMillionToAHundred(double percent, String expected) {
    assertThat(Share.ofPercent(percent).expected()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 1, '0 <= numerator <= denominator, denominator >= 1'",
    "0, 0, '0 <= numerator <= denominator, denominator >= 1'",
    "0, -1, '0 <= numerator <= denominator, denominator >= 1'",
    "2, 1, '0 <= numerator <= denominator, denominator >= 1'",
    "1, 1000001, '0, or at least one in a million'",
    "1, 1000000, ",
    "0, 1, ",
    "1, 1, "
  })
  void aFractionIsZeroOrOneInAMillionToOne(int numerator, int denominator, String expected) {
    assertThat(Share.ofFraction(numerator, denominator).expected()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 %", "1, 0.0001 %", "125000, 12.5 %", "100000, 10 %", "1000000, 100 %"})
  void millionthsAsAPercentage(int millionths, String text) {
    assertThat(Share.percent(millionths)).isEqualTo(text);
  }

  @Test
  void sharesAreEqualByTheirEffectNotByTheirSpelling() {
    assertThat(Mirror.to("v2").percentage(50)).isEqualTo(Mirror.to("v2").fraction(1, 2));
    assertThat(Mirror.to("v2").percentage(50)).isNotEqualTo(Mirror.to("v2"));
  }
}

package io.github.mirror4j.yaml.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A number is read within its range, both ends included, and exactly. */
class NumberRangeTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "65535, 65535",
    "1.0, 1",
    "6.5535e4, 65535",
    "10e-1, 1",
    "+80, 80",
    "0x50, 80",
    "0xFFFF, 65535",
    "0o120, 80",
    "0o177777, 65535"
  })
  void aWholeNumberInTheRange(String digits, int number) {
    assertThat(Scalars.integer(Texts.number(digits), 1, 65_535, new Findings())).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "65536",
        "1.5",
        "0.9999999999",
        "65535.0000001",
        "0x0",
        "0x10000",
        "0o200000",
        "0x100000001",
        "0o777777777777",
        "080",
        "1e999",
        "1e1000"
      })
  void anyOtherIsRefused(String digits) {
    Findings findings = new Findings();

    assertThat(Scalars.integer(Texts.number(digits), 1, 65_535, findings)).isNull();
    assertThat(findings.problems())
        .extracting(Object::toString)
        .containsExactly(
            "f:1:1: " + digits + " (expected: a whole number, 1 to 65535, without quotes)");
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.5", "99.75, 99.75", "0.50, 0.5", "5e-1, 0.5", "0x1, 1"})
  void aNumberInTheRange(String digits, double number) {
    assertThat(Scalars.decimal(Texts.number(digits), 0.5, 99.75, new Findings())).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({
    "0.4999999999, ''",
    "99.7500000001, ''",
    "-1, ''",
    "01, ' and leading zeros, which some read as octal'",
    "-00.6, ' and leading zeros, which some read as octal'",
    "0o7_7, ''"
  })
  void anyOtherNumberIsRefused(String digits, String more) {
    Findings findings = new Findings();

    assertThat(Scalars.decimal(Texts.number(digits), 0.5, 99.75, findings)).isNull();
    assertThat(findings.problems())
        .extracting(Object::toString)
        .containsExactly(
            "f:1:1: " + digits + " (expected: a number, 0.5 to 99.75, without quotes" + more + ")");
  }

  /** Digits beyond what any number has would take time to compute with. */
  @ParameterizedTest
  @CsvSource({"1, 40, true", "1, 41, false", "0., 41, true", "0., 42, false"})
  void aNumberHasAtMost40DigitsOnASide(String start, int length, boolean isRead) {
    String digits = start.equals("1") ? "1".repeat(length) : start + "1".repeat(length - 1);

    Double number = Scalars.decimal(Texts.number(digits), 0, 1e300, new Findings());

    assertThat(number != null).isEqualTo(isRead);
  }

  @ParameterizedTest
  @CsvSource({"true, true, true", "false, false, true", "True, false, false", "yes, false, false"})
  void trueOrFalse(String text, boolean value, boolean isRead) {
    Findings findings = new Findings();

    assertThat(Scalars.bool(Texts.of(text, Node.Text.Kind.BOOL), findings)).isEqualTo(value);
    assertThat(findings.problems().isEmpty()).isEqualTo(isRead);
  }
}

package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A problem is one short line, whatever a file holds. */
class ProblemTextTest {

  @Test
  void aPlaceAValueAndWhatWasExpected() {
    assertThat(new Problem("a.b", "5", "1 to 4")).hasToString("a.b: 5 (expected: 1 to 4)");
    assertThat(Problem.ofText("a", "b", "c")).hasToString("a: \"b\" (expected: c)");
    assertThat(Problem.ofText("a", null, "c")).hasToString("a: missing (expected: c)");
  }

  @Test
  void aTextIsShownUpTo200Characters() {
    assertThat(Problem.ofText("a", "b".repeat(200), "c").value())
        .isEqualTo('"' + "b".repeat(200) + '"');
    assertThat(Problem.ofText("a", "b".repeat(201), "c").value())
        .isEqualTo('"' + "b".repeat(200) + "\u2026\"");
  }

  @Test
  void eachPartIsShownUpTo1000Characters() {
    String most = "b".repeat(1_000);

    assertThat(new Problem(most, most, most))
        .hasToString(most + ": " + most + " (expected: " + most + ")");
    assertThat(new Problem(most + "b", most + "b", most + "b"))
        .hasToString(most + "\u2026: " + most + "\u2026 (expected: " + most + "\u2026)");
  }

  @Test
  void noneForgesALine() {
    assertThat(new Problem("a\nb", "c\rd", "e\u0085f").toString().lines()).hasSize(1);
  }

  @Test
  void allProblemsAreInOneMessage() {
    Problem one = new Problem("a", "1", "2");
    Problem other = new Problem("b", "3", "4");

    assertThat(new InvalidConfigurationException("rules", List.of(one)))
        .hasMessage("rules: 1 problem\n  a: 1 (expected: 2)");
    assertThat(new InvalidConfigurationException("rules", List.of(one, other)))
        .hasMessage("rules: 2 problems\n  a: 1 (expected: 2)\n  b: 3 (expected: 4)")
        .extracting(InvalidConfigurationException::problems)
        .isEqualTo(List.of(one, other));
    assertThatThrownBy(() -> InvalidConfigurationException.throwIfAny("rules", List.of(one)))
        .isInstanceOf(InvalidConfigurationException.class);
    assertThatCode(() -> InvalidConfigurationException.throwIfAny("rules", List.of()))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new InvalidConfigurationException("rules", List.of()))
        .hasMessage("problems: empty (expected: at least one)");
  }
}

package io.github.mirror4j.yaml.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** At most 200 findings of a kind are listed, each of them once. */
class FindingLimitsTest {

  private final Findings findings = new Findings();

  @Test
  void of200ProblemsAllAreListed() {
    findProblems(200);

    assertThat(findings.problems()).hasSize(200).last().asString().startsWith("f:200:1: ");
    assertThat(findings.isFull()).isFalse();
  }

  @Test
  void ofMoreProblemsALineSaysSo() {
    findProblems(201);

    assertThat(findings.problems())
        .hasSize(201)
        .last()
        .hasToString("further problems: not listed (expected: these to be solved first)");
    assertThat(findings.isFull()).isTrue();

    findProblems(300);

    assertThat(findings.problems()).hasSize(201);
  }

  @Test
  void theSameProblemIsListedOnce() {
    findProblems(200);
    findProblems(200);

    assertThat(findings.problems()).hasSize(200);
    assertThat(findings.isFull()).isFalse();
  }

  @Test
  void of200WarningsAndNotesAllAreListed() {
    warn(200);
    warn(200);

    assertThat(findings.warnings()).hasSize(200).last().isEqualTo("warning 200");
    assertThat(findings.notes()).hasSize(200).last().isEqualTo("f:200:1: note");
  }

  @Test
  void ofMoreWarningsAndNotesALineSaysSo() {
    warn(300);

    assertThat(findings.warnings()).hasSize(201).last().isEqualTo("further ones are not listed");
    assertThat(findings.notes()).hasSize(201).last().isEqualTo("further ones are not listed");
  }

  @Test
  void whatIsToBeReportedAtTheEndIsReportedOnce() {
    findings.atEnd(() -> findings.warning("at the end"));
    assertThat(findings.warnings()).isEmpty();

    findings.problems();
    assertThat(findings.warnings()).containsExactly("at the end");
  }

  private void findProblems(int count) {
    IntStream.rangeClosed(1, count)
        .forEach(line -> findings.problem(new Node.Mark("f", line, 1), "", "a", "b"));
  }

  private void warn(int count) {
    for (int line = 1; line <= count; line++) {
      findings.warning("warning " + line);
      Node.Mark mark = new Node.Mark("f", line, 1);
      findings.note(new Node.Text(null, "", mark, "", Node.Text.Kind.STRING, -1), "note");
    }
  }
}

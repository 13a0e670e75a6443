package io.github.mirror4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.examples.cli.EvidenceFixture.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two saved reports are shown side by side. */
class CompareReportsCommandTest {

  @TempDir private Path folder;

  @Test
  void whatHasChangedIsSideBySide() throws IOException {
    Path before = report("before", Found.NOT_SAFE);
    Path after = report("after", Found.SAFE);

    CommandRun run = CommandRun.of("compare-reports", before.toString(), after.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("before  2026-11-27T10:00:00Z NOT_SAFE: ", "after   2026-11-27T10:00:00Z SAFE: ")
        .containsPattern(
            "orders -> v2 all endpoints content +WORSE +2\\.\\d{3} % +3\\.\\d{3} % +FINE ");
  }

  @Test
  void whoseEvidenceEachReportHasIsShown() throws IOException {
    Path fleet = report("fleet", Found.SAFE);
    Path process = folder.resolve("process.json");
    Files.writeString(
        process, Files.readString(fleet).replace("\"scope\":\"fleet\"", "\"scope\":\"process\""));

    String mixed = CommandRun.of("compare-reports", process.toString(), fleet.toString()).out();
    assertThat(mixed.lines())
        .containsSubsequence(
            "        evidence of one process alone",
            "        evidence of a fleet: 1 process",
            "Only one of the reports is about a fleet. A process sees only a part of its traffic.");

    String alike = CommandRun.of("compare-reports", fleet.toString(), fleet.toString()).out();
    assertThat(alike).contains("evidence of a fleet: 1 process").doesNotContain("Only one");
  }

  @Test
  void whatIsNoReportIsRefused() throws IOException {
    Path report = report("report", Found.SAFE);
    Path other = Files.writeString(folder.resolve("other.json"), "{\"v\":1}");

    CommandRun run = CommandRun.of("compare-reports", report.toString(), other.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("other.json\" (expected: a report saved as JSON)");
  }

  private Path report(String name, Found found) throws IOException {
    Path evidence = Files.createDirectory(folder.resolve(name));
    EvidenceFixture.write(evidence, "a", found);
    Path json = folder.resolve(name + ".json");
    CommandRun unused = CommandRun.of("verdict", evidence.toString(), "--json", json.toString());
    return json;
  }
}

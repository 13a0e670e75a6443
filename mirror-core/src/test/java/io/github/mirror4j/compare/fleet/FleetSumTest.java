package io.github.mirror4j.compare.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.FleetReport;
import io.github.mirror4j.compare.HistoryPoint;
import io.github.mirror4j.compare.ReportScope;
import io.github.mirror4j.compare.Verdict.State;
import io.github.mirror4j.compare.files.ComparedSettings;
import io.github.mirror4j.compare.files.EvidenceRow;
import io.github.mirror4j.compare.files.EvidenceRow.Name;
import io.github.mirror4j.compare.files.RowKind;
import io.github.mirror4j.compare.files.Snapshot;
import io.github.mirror4j.compare.files.SnapshotHead;
import io.github.mirror4j.compare.files.SnapshotStart;
import io.github.mirror4j.compare.files.SnapshotText;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.MirrorId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the sum of a fleet takes from each process, beyond the counts of its checks. */
class FleetSumTest {

  private static final Instant AT = Instant.parse("2026-11-27T10:00:00Z");
  private static final Comparison DEFAULTS = Comparison.withBaseline(20).build();

  private final FleetEvidence evidence = new FleetEvidence();
  private final List<EvidenceRow> rows = new ArrayList<>();
  private Duration span = Duration.ofMinutes(40);
  private Instant end = AT;

  @BeforeEach
  void fine() {
    for (String endpoint : Arrays.asList(null, "/a")) {
      for (RowKind check : List.of(RowKind.CONTENT, RowKind.PERSISTENT, RowKind.ERRORS)) {
        rows.add(EvidenceRow.of(check, endpoint, null, 3_000));
      }
      rows.add(EvidenceRow.of(RowKind.TRIPLES, endpoint, null, 3_000));
      rows.add(EvidenceRow.of(RowKind.DISTINCT, endpoint, null, 3_000));
    }
    rows.add(EvidenceRow.of(RowKind.COMPARED, 3_000));
    rows.add(row(RowKind.SELF_TEST, "a changed value", 1, 1));
  }

  @Test
  void togetherTwoProcessesAreSafe() throws IOException {
    add("a");
    assertEquals(State.UNDECIDED, report().verdict().state());
    end = AT.plus(Duration.ofMinutes(30));
    add("b");

    assertEquals(State.SAFE, report().verdict().state(), report()::toText);
    assertEquals(Duration.ofMinutes(70), report().mirrors().get(0).key().span());
  }

  @Test
  void aWrongClockIsNoSpan() throws IOException {
    add("a");
    end = AT.minus(Duration.ofDays(3));
    span = Duration.ofMinutes(10);
    add("b");

    assertEquals(Duration.ofMinutes(50), report().mirrors().get(0).key().span());
    assertTrue(report().verdict().because().contains("the pairs span 50 min"), report()::toText);
  }

  @Test
  void aProcessThatDidNotTestItselfWithholdsSafe() throws IOException {
    add("a");
    end = AT.plus(Duration.ofMinutes(30));
    rows.removeIf(row -> row.name().kind() == RowKind.SELF_TEST);
    add("b");

    assertEquals(State.UNDECIDED, report().verdict().state());
    assertTrue(report().verdict().because().contains("planted"), report()::toText);
  }

  @Test
  void aPlantedDifferenceThatOneProcessMissesWithholdsSafe() throws IOException {
    add("a");
    end = AT.plus(Duration.ofMinutes(30));
    rows.add(row(RowKind.SELF_TEST, "an error", 1, 0));
    add("b");

    assertTrue(report().verdict().because().contains("an error"), report()::toText);
  }

  @Test
  void copiesThatWereNotSentCountAgainstSafe() throws IOException {
    add("a");
    end = AT.plus(Duration.ofMinutes(30));
    rows.add(EvidenceRow.of(RowKind.UNSENT, 100));
    rows.add(EvidenceRow.of(RowKind.LOST, null, "lane_full", 100));
    add("b");

    FleetReport report = report();
    assertEquals(State.UNDECIDED, report.verdict().state(), report::toText);
    assertEquals(6_000.0 / 6_100, report.mirrors().get(0).key().coverage());
    assertEquals(6_100, report.mirrors().get(0).pairs().selected());
  }

  @Test
  void aBrokenEndpointWithoutBaselineWithholdsSafe() throws IOException {
    rows.add(row(RowKind.APART_CONTENT, null, 3_000, 8));
    rows.add(EvidenceRow.of(RowKind.APART_CONTENT, "POST /orders", null, 2_992));
    rows.add(
        new EvidenceRow(
            new EvidenceRow.Name(RowKind.APART_CONTENT, "POST /refunds", null, Map.of()),
            4,
            4,
            0,
            0));
    add("a");
    end = AT.plus(Duration.ofMinutes(30));
    add("b");

    FleetReport report = report();
    assertEquals(State.UNDECIDED, report.verdict().state(), report::toText);
    assertTrue(report.verdict().because().contains("POST /refunds"), report::toText);
    assertEquals(1, report.mirrors().get(0).key().endpoints().size());
  }

  @Test
  void requestsThatDifferWhenRepeatedSoonCountAgainstSafe() throws IOException {
    add("a");
    end = AT.plus(Duration.ofMinutes(30));
    rows.add(row(RowKind.REPEATS, null, 1_000, 40));
    add("b");

    assertTrue(report().verdict().because().contains("repeated soon"), report()::toText);
  }

  @Test
  void openConfirmationsCountAgainstSafe() throws IOException {
    add("a");
    end = AT.plus(Duration.ofMinutes(30));
    rows.add(row(RowKind.PERSISTENT_OPEN, null, 60, 60));
    add("b");

    assertTrue(
        report().verdict().because().startsWith("persistent differences: "), report()::toText);
  }

  @Test
  void aProcessThatHasDecidedForItselfIsNamedAndDecidesNothing() throws IOException {
    add("a");
    end = AT.plus(Duration.ofMinutes(30));
    rows.add(row(RowKind.PROVEN, "content", 100, 9));
    add("hasty");

    assertEquals(State.SAFE, report().verdict().state(), report()::toText);
    assertTrue(
        report().toText().contains("1 process has proven NOT_SAFE alone: hasty"), report()::toText);
  }

  @Test
  void aBrokenEndpointIsFoundInTheSum() throws IOException {
    for (String process : List.of("a", "b", "c", "d", "e", "f")) {
      rows.add(EvidenceRow.of(RowKind.TRIPLES, "/b", null, 3));
      rows.add(new EvidenceRow(new Name(RowKind.CONTENT, "/b", null, Map.of()), 3, 3, 0, 0));
      add(process);
      end = end.plus(Duration.ofMinutes(30));
    }

    assertEquals(State.NOT_SAFE, report().verdict().state(), report()::toText);
    assertTrue(report().verdict().because().contains("of endpoint /b"), report()::toText);
  }

  @Test
  void countsGrowInTheSumWhenTheyGrewInEachProcess() throws IOException {
    history(AT.minusSeconds(120), 1_000);
    history(AT.minusSeconds(60), 2_000);
    add("a");
    rows.removeIf(row -> row.name().kind() == RowKind.HISTORY);
    history(AT.minusSeconds(90), 500);
    add("b");

    assertEquals(
        List.of(1_000L, 1_500L, 2_500L, 6_000L),
        report().mirrors().get(0).key().history().stream().map(HistoryPoint::n).toList());
    assertFalse(report().toText().contains("grew"), report()::toText);
  }

  @Test
  void countsOfAProcessThatDoesNotTellWhenComeInAtItsEndWithANote() throws IOException {
    add("a");
    end = AT.plus(Duration.ofMinutes(30));
    history(AT, 1_000);
    add("b");

    assertEquals(
        List.of(4_000L, 6_000L),
        report().mirrors().get(0).key().history().stream().map(HistoryPoint::n).toList());
    assertTrue(
        report().toText().contains("1 snapshot does not tell when its counts grew."),
        report()::toText);
  }

  @Test
  void thePageAndTheJsonOfAMirrorAreThoseOfTheFleet() throws IOException {
    add("a");
    add("b");
    ComparisonReport mirror = report().mirrors().get(0);

    assertEquals(ReportScope.FLEET, mirror.scope());
    assertEquals(2, mirror.processes());
    String scope = "\"scope\":\"fleet\"";
    assertTrue(mirror.toJson().contains(scope), mirror::toJson);
    assertTrue(mirror.toHtml().contains(scope), mirror::toHtml);
    assertTrue(report().toJson().contains(scope), report()::toJson);
  }

  @Test
  void whatADefaultLeavesOutIsTakenFromTheCommand() throws IOException {
    add("a");
    FleetQuestion strict = FleetQuestion.builder().margin(Check.CONTENT, 0.01).build();

    FleetReport report = evidence.report(strict, AT);
    assertEquals(0.0001, report.mirrors().get(0).key().checks().get(1).margin());
  }

  private FleetReport report() {
    return evidence.report(FleetQuestion.builder().build(), AT);
  }

  private void history(Instant at, long n) {
    rows.add(EvidenceRow.of(RowKind.HISTORY, null, at.toString(), n));
  }

  private static EvidenceRow row(RowKind kind, String path, long n, long b) {
    return new EvidenceRow(new Name(kind, null, path, Map.of()), n, b, 0, 0);
  }

  private void add(String process) throws IOException {
    SnapshotHead head = new SnapshotHead(process, "k", 1, end, "1", "2", new MirrorId("r", "m"));
    SnapshotStart start =
        new SnapshotStart(
            end.minus(span),
            Optional.of(end.minus(span)),
            Optional.of(end),
            true,
            true,
            Optional.of(ComparedSettings.of(DEFAULTS)));
    StringBuilder text = new StringBuilder();
    SnapshotText.write(new Snapshot(head, start, rows), line -> text.append(line).append('\n'));
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    evidence.add(process, new ByteArrayInputStream(bytes));
  }
}

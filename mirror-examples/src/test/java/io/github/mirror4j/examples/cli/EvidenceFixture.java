package io.github.mirror4j.examples.cli;

import io.github.mirror4j.compare.files.ComparedSettings;
import io.github.mirror4j.compare.files.EvidenceRow;
import io.github.mirror4j.compare.files.RowKind;
import io.github.mirror4j.compare.files.Snapshot;
import io.github.mirror4j.compare.files.SnapshotHead;
import io.github.mirror4j.compare.files.SnapshotStart;
import io.github.mirror4j.compare.files.SnapshotText;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.MirrorId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes evidence files as processes do. */
final class EvidenceFixture {

  static final Instant AT = Instant.parse("2026-11-27T10:00:00Z");
  static final String ENDPOINT = "/orders/{id}";

  private EvidenceFixture() {}

  /** What a process found: {@code n} triples, in {@code worse} of which v2 was worse. */
  record Found(String v2, long n, long worse) {

    static final Found SAFE = new Found("2.4.0", 10_000, 0);
    static final Found NOT_SAFE = new Found("2.4.0", 10_000, 300);
    static final Found UNDECIDED = new Found("2.4.0", 300, 0);
  }

  static Path write(Path folder, String process, Found found) throws IOException {
    return write(folder, process, found, Comparison.withBaseline(20).build());
  }

  static Path write(Path folder, String process, Found found, Comparison comparison)
      throws IOException {
    Path file = folder.resolve("mirror4j-" + process + ".jsonl");
    StringBuilder text = new StringBuilder();
    SnapshotHead head =
        new SnapshotHead(
            process, "k" + found.v2(), 7, AT, "2.3.0", found.v2(), new MirrorId("orders", "v2"));
    Instant since = AT.minus(Duration.ofHours(2));
    SnapshotStart start =
        new SnapshotStart(
            since,
            Optional.of(since),
            Optional.of(AT),
            true,
            true,
            Optional.of(ComparedSettings.of(comparison)));
    SnapshotText.write(
        new Snapshot(head, start, rows(found)), line -> text.append(line).append('\n'));
    return Files.writeString(file, text);
  }

  private static List<EvidenceRow> rows(Found found) {
    List<EvidenceRow> rows = new ArrayList<>();
    scope(rows, null, found);
    scope(rows, ENDPOINT, found);
    rows.add(EvidenceRow.of(RowKind.PAIRS, found.n()));
    rows.add(EvidenceRow.of(RowKind.COMPARED, found.n()));
    rows.add(row(RowKind.SELF_TEST, null, "a changed value", 1, 1));
    return rows;
  }

  private static void scope(List<EvidenceRow> rows, @Nullable String endpoint, Found found) {
    rows.add(row(RowKind.CONTENT, endpoint, null, found.n(), found.worse()));
    rows.add(row(RowKind.PERSISTENT, endpoint, null, found.n(), found.worse()));
    rows.add(row(RowKind.ERRORS, endpoint, null, found.n(), 0));
    EvidenceRow.Name triples =
        new EvidenceRow.Name(RowKind.TRIPLES, endpoint, null, Map.of("since", AT));
    rows.add(new EvidenceRow(triples, found.n(), 0, 0, 0));
    rows.add(EvidenceRow.of(RowKind.DISTINCT, endpoint, null, found.n()));
  }

  private static EvidenceRow row(
      RowKind kind, @Nullable String endpoint, @Nullable String path, long n, long b) {
    return new EvidenceRow(new EvidenceRow.Name(kind, endpoint, path, Map.of()), n, b, 0, 0);
  }
}

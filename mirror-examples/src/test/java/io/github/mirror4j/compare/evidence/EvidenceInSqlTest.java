package io.github.mirror4j.compare.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mirror4j.compare.CheckState;
import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.files.ComparedSettings;
import io.github.mirror4j.compare.files.EvidenceReader;
import io.github.mirror4j.compare.files.EvidenceRow;
import io.github.mirror4j.compare.files.RowKind;
import io.github.mirror4j.compare.files.RowTable;
import io.github.mirror4j.compare.files.Snapshot;
import io.github.mirror4j.compare.files.SnapshotHead;
import io.github.mirror4j.compare.files.SnapshotStart;
import io.github.mirror4j.compare.files.SnapshotText;
import io.github.mirror4j.compare.files.StoredSnapshot;
import io.github.mirror4j.compare.pair.BuildKey;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.MirrorId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The query of the page about evidence files finds what the library finds, to nine digits. Needs
 * DuckDB's driver, which the profile {@code duckdb} brings. It is in the library's own package,
 * since it looks at the logarithms behind a verdict.
 */
@Tag("full")
class EvidenceInSqlTest {

  private static final Path PAGE = Path.of("../mirror-http/EVIDENCE.md");
  private static final Pattern SQL = Pattern.compile("(?s)```sql\n(.*?)```");
  private static final double DIGITS = 1e-9;
  private static final Instant START = Instant.parse("2026-11-27T08:00:00Z");

  private final Comparison settings =
      Comparison.withBaseline(100).margin(Check.CONTENT, 0.4).margin(Check.PERSISTENT, 0.3).build();
  private final Random random = new Random(7);
  private final List<String> whole = new ArrayList<>();
  @TempDir private Path folder;
  private int files;

  @Test
  void theQueryFindsWhatTheLibraryFinds() throws IOException, SQLException {
    assumeTrue(isDriverThere(), "the profile duckdb brings the driver");
    for (int i = 0; i < 12; i++) {
      write("process " + i);
    }
    KeyCounts expected = merged();

    int rows = 0;
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      List<String> sql = sql();
      statement.execute(sql.get(0));
      ResultSet result = statement.executeQuery(sql.get(1));
      while (result.next()) {
        rows++;
        assertSame(expected, result);
      }
    }
    assertEquals(9, rows, "three checks of the sum and of two endpoints");
  }

  private static boolean isDriverThere() {
    return EvidenceInSqlTest.class.getClassLoader().getResource("org/duckdb/DuckDBDriver.class")
        != null;
  }

  private List<String> sql() throws IOException {
    Matcher matcher = SQL.matcher(Files.readString(PAGE));
    List<String> sql = new ArrayList<>();
    while (matcher.find()) {
      sql.add(matcher.group(1).replace("evidence/*.jsonl", folder + "/*.jsonl"));
    }
    return sql;
  }

  /** Some files are double, some are torn beside the one before. */
  private void write(String process) throws IOException {
    keep(file(process, 1, rows()));
    String last = file(process, 2, rows());
    whole.add(last);
    keep(last);
    keep(last);
    String torn = file(process, 3, rows());
    keep(torn.substring(0, torn.lastIndexOf("{\"v\":1")));
  }

  private void keep(String file) throws IOException {
    Files.writeString(folder.resolve(++files + ".jsonl"), file);
  }

  private String file(String process, long seq, List<EvidenceRow> rows) {
    StringBuilder text = new StringBuilder();
    SnapshotHead head =
        new SnapshotHead(process, "k", seq, START, "1.0", "2.0", new MirrorId("orders", "v2"));
    SnapshotStart start =
        new SnapshotStart(
            START,
            Optional.of(START),
            Optional.of(START),
            true,
            true,
            Optional.of(ComparedSettings.of(settings)));
    SnapshotText.write(new Snapshot(head, start, rows), line -> text.append(line).append('\n'));
    return text.toString();
  }

  private List<EvidenceRow> rows() {
    List<EvidenceRow> rows = new ArrayList<>();
    rows.add(EvidenceRow.of(RowKind.UNSENT, random.nextInt(3)));
    for (String endpoint : Arrays.asList(null, "/orders", "/stock")) {
      long n = 300 + random.nextInt(1_000);
      rows.add(row(RowKind.CONTENT, endpoint, null, n, 3 * random.nextInt(3)));
      rows.add(row(RowKind.CONTENT, endpoint, "$.price", n, random.nextInt(30)));
      rows.add(row(RowKind.PERSISTENT, endpoint, null, n, random.nextInt(2)));
      rows.add(row(RowKind.PERSISTENT_OPEN, endpoint, null, 3, random.nextInt(2)));
      rows.add(row(RowKind.ERRORS, endpoint, null, n, 0));
      EvidenceRow.Name triples =
          new EvidenceRow.Name(
              RowKind.TRIPLES,
              endpoint,
              null,
              Map.of("since", START.plusSeconds(random.nextInt(100))));
      rows.add(new EvidenceRow(triples, n, 0, 0, 0));
    }
    return rows;
  }

  private EvidenceRow row(RowKind kind, String endpoint, String path, long n, long b) {
    EvidenceRow.Name name = new EvidenceRow.Name(kind, endpoint, path, Map.of());
    return new EvidenceRow(name, n, b, random.nextInt(3), random.nextInt(3));
  }

  private KeyCounts merged() throws IOException {
    RowTable table = new RowTable();
    List<StoredSnapshot> snapshots = new ArrayList<>();
    for (String file : whole) {
      byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
      EvidenceReader.read(new ByteArrayInputStream(bytes), table, snapshots::add);
    }
    MergedKey key = new MergedKey(new BuildKey("1.0", "2.0", "k"));
    snapshots.forEach(key::add);
    return key.snapshot(settings, new Limits(settings), START, true).counts();
  }

  private void assertSame(KeyCounts expected, ResultSet row) throws SQLException {
    String endpoint = row.getString("endpoint");
    Check check = Check.valueOf(row.getString("check").toUpperCase(Locale.ROOT));
    ScopeCounts scope =
        endpoint == null
            ? expected.sum()
            : expected.endpoints().stream()
                .filter(each -> each.name().equals(endpoint))
                .findFirst()
                .orElseThrow();
    Counts counts = scope.check(check).counts();
    long unsent = endpoint == null ? expected.unsent() : 0;
    Counts worst = scope.check(check).worst().plusWorse(unsent);
    Limits limits = new Limits(settings);
    String where = check + " of " + endpoint;

    assertTrue(counts.n() > 100, where);
    assertEquals(counts.n(), row.getLong("n"), where);
    assertEquals(counts.b(), row.getLong("b"), where);
    assertEquals(counts.c(), row.getLong("c"), where);
    assertEquals(counts.d(), row.getLong("d"), where);
    assertClose(counts.log(limits.of(check).above()), row.getDouble("lower"), where);
    assertClose(worst.log(limits.of(check).below()), row.getDouble("upper"), where);
    assertClose(-Math.log(limits.alarmLevel(scope.rank())), row.getDouble("worse_at"), where);
    assertClose(-Math.log(limits.level()), row.getDouble("fine_at"), where);
    CheckState state =
        scope.check(check).alarm() != null
            ? CheckState.WORSE
            : limits.of(check).keptBy(worst, limits.level()) ? CheckState.FINE : CheckState.OPEN;
    assertEquals(state.name(), row.getString("state"), where);
  }

  private static void assertClose(double expected, double actual, String where) {
    assertEquals(expected, actual, DIGITS * Math.max(1, Math.abs(expected)), where);
  }
}

package io.github.mirror4j.compare.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.files.EvidenceRow.Name;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.MirrorTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read back; what is torn, wrong or of another version is left out. */
class EvidenceReaderTest {

  private static final Instant AT = Instant.parse("2026-11-27T10:00:00.123456Z");
  private static final Comparison SETTINGS =
      Comparison.withBaselineAt(new MirrorTarget.ToUri(URI.create("http://v1b")), 20)
          .margin(Check.SLOWER, 3)
          .margin(Check.CONTENT, 0.7)
          .slowerThan(Duration.ofMillis(50))
          .minimumRequests(10)
          .minimumSpan(Duration.ofSeconds(90))
          .warmUp(Duration.ofSeconds(5), 7)
          .level(1)
          .build();

  private final List<StoredSnapshot> read = new ArrayList<>();

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Snapshot written = snapshot("p\"\\\n\u2028é", 3);

    assertEquals(List.of(), read(text(written)));

    assertEquals(1, read.size());
    StoredSnapshot back = read.get(0);
    assertEquals(written.head(), back.head());
    assertEquals(written.start(), back.start());
    List<EvidenceRow> rows = new ArrayList<>();
    back.forEach(rows::add);
    assertEquals(written.rows(), rows);
  }

  @Test
  void settingsDecideAsBefore() {
    Comparison back = ComparedSettings.of(SETTINGS).comparison(Map.of());

    assertEquals(SETTINGS.margin(Check.CONTENT), back.margin(Check.CONTENT));
    assertEquals(SETTINGS.margin(Check.SLOWER), back.margin(Check.SLOWER));
    assertEquals(SETTINGS.slowerThan(), back.slowerThan());
    assertEquals(SETTINGS.minimums(), back.minimums());
    assertEquals(SETTINGS.level(), back.level());
    assertTrue(back.baseline().orElseThrow().target().isPresent());
  }

  /** Wherever a file is torn, no snapshot is used that is not whole. */
  @Test
  void aTornSnapshotIsLeftOut() throws IOException {
    String text = text(snapshot("p", 1)) + text(snapshot("p", 2));
    for (int length = 0; length < text.length() - 1; length++) {
      read.clear();
      List<String> problems = read(text.substring(0, length));

      boolean isFirstWhole = length >= text.length() / 2 - 1;
      assertEquals(isFirstWhole ? 1 : 0, read.size(), "torn at " + length);
      boolean isBetweenBoth = length == text.length() / 2 - 1 || length == text.length() / 2;
      assertEquals(length == 0 || isBetweenBoth ? 0 : 1, problems.size(), problems::toString);
    }
  }

  @Test
  void aSnapshotThatLacksARowIsLeftOut() throws IOException {
    List<String> lines = new ArrayList<>(text(snapshot("p", 1)).lines().toList());
    lines.remove(2);

    assertEquals(
        List.of("the snapshot that begins at line 1 is not complete: 3 of 4 rows"),
        read(String.join("\n", lines)));
    assertEquals(List.of(), read);
  }

  @Test
  void rowsOfTwoSnapshotsAreNotMixed() throws IOException {
    List<String> one = text(snapshot("a", 1)).lines().toList();
    List<String> other = text(snapshot("b", 1)).lines().toList();

    read(one.get(0) + "\n" + other.get(1) + "\n" + String.join("\n", one.subList(2, 6)));

    assertEquals(List.of(), read);
  }

  @Test
  void otherVersionsAreLeftOut() throws IOException {
    String text = text(snapshot("p", 1)).replace("\"v\":1,", "\"v\":2,");

    assertEquals("line 1 has version 2 of the format (expected: 1)", read(text).get(0));
    assertEquals(List.of(), read);
  }

  @Test
  void namesAndKindsThatAreNotKnownAreLeftAlone() throws IOException {
    String text =
        text(snapshot("p", 1))
            .replace("\"check\":\"errors\"", "\"check\":\"new_in_1_1\",\"pod\":{\"a\":[1,{}]}");

    assertEquals(List.of(), read(text));
    List<RowKind> kinds = new ArrayList<>();
    read.get(0).forEach(row -> kinds.add(row.name().kind()));
    assertEquals(List.of(RowKind.CONTENT, RowKind.CONTENT, RowKind.LOST), kinds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "99999999999999999", "1e3", "\"1\"", "1.5", "[]"})
  void countsThatCannotBeAreNeverUsed(String count) throws IOException {
    List<String> problems =
        read(text(snapshot("p", 1)).replace("\"n\":5,", "\"n\":" + count + ","));

    assertEquals(List.of(), read);
    assertEquals("line 5 has counts that cannot be", problems.get(0));
  }

  @Test
  void partsThatAreMoreThanTheWholeAreNeverUsed() throws IOException {
    read(text(snapshot("p", 1)).replace("\"n\":100,", "\"n\":4,"));

    assertEquals(List.of(), read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n",
        "{}",
        "[]",
        "null",
        "{\"v\":1}",
        "{\"v\":1,\"check\":\"end\",\"n\":0}",
        "{\"v\":1,\"check\":\"begin\",\"n\":0}",
        "\u0000\ufeff\ud800",
        "{\"v\":1,\"v\":1,\"settings\":[[[[[[[[[[[]]]]]]]]]]]}",
      })
  void whatIsNoEvidenceDoesNoHarm(String text) throws IOException {
    List<String> problems = read(text + "\n" + text(snapshot("p", 1)));

    assertEquals(1, read.size(), problems::toString);
  }

  @Test
  void aLineThatIsTooLongIsSkipped() throws IOException {
    String text = "x".repeat(3 << 20) + "\n" + text(snapshot("p", 1));

    assertEquals(List.of("line 1 is not a row of evidence"), read(text));
    assertEquals(1, read.size());
  }

  /** The names of rows are kept, so none of them may be as long as a file likes. */
  @ParameterizedTest
  @ValueSource(strings = {"endpoint", "path", "kinds", "before"})
  void aRowWhoseNameIsTooLongIsLeftOutWithItsSnapshot(String field) throws IOException {
    String last = text(snapshot("p", 1)).lines().toList().get(4);
    String text =
        text(snapshot("p", 1))
            .replace(
                last, "{\"" + field + "\":\"" + "n".repeat(20_000) + "\"," + last.substring(1));

    assertEquals(List.of("line 5 is longer than 16384 bytes"), read(text));
    assertEquals(List.of(), read);
  }

  @Test
  void norIsARowThatBeginsAsItsSnapshotDoes() throws IOException {
    String text =
        text(snapshot("p", 1))
            .replace("\"n\":5,", "\"n\":5,\"after\":[\"" + "n".repeat(20_000) + "\"],");

    assertEquals(List.of("line 5 is longer than 16384 bytes"), read(text));
    assertEquals(List.of(), read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"level", "margins", "baseline", "minimumRequests"})
  void aSnapshotWithoutASettingIsLeftOut(String name) throws IOException {
    String text = text(snapshot("p", 1)).replace("\"" + name + "\":", "\"other\":");

    assertEquals(List.of("line 1 begins no snapshot: a field is missing or wrong"), read(text));
    assertEquals(List.of(), read);
  }

  @Test
  void manyProblemsAreSummedUp() throws IOException {
    List<String> problems = read("x\n".repeat(100));

    assertEquals(6, problems.size());
    assertEquals("and 95 more problems", problems.get(5));
  }

  private List<String> read(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return EvidenceReader.read(new ByteArrayInputStream(bytes), new RowTable(), read::add);
  }

  private static String text(Snapshot snapshot) {
    StringBuilder text = new StringBuilder();
    SnapshotText.write(snapshot, line -> text.append(line).append('\n'));
    return text.toString();
  }

  private static Snapshot snapshot(String process, long seq) {
    SnapshotHead head = new SnapshotHead(process, "k", seq, AT, "1", "2", new MirrorId("r", "m"));
    SnapshotStart start =
        new SnapshotStart(
            AT,
            Optional.of(AT),
            Optional.of(AT),
            true,
            true,
            Optional.of(ComparedSettings.of(SETTINGS)));
    return new Snapshot(
        head,
        start,
        List.of(
            new EvidenceRow(new Name(RowKind.CONTENT, null, null, Map.of()), 100, 3, 2, 1),
            new EvidenceRow(
                new Name(
                    RowKind.CONTENT, "/a \"b\"", "$.x[*]", Map.of("kinds", "value", "noisy", true)),
                1L << 35,
                200,
                0,
                127),
            new EvidenceRow(new Name(RowKind.ERRORS, null, null, Map.of()), 128, 0, 0, 0),
            EvidenceRow.of(RowKind.LOST, null, "lane_full", 5)));
  }
}

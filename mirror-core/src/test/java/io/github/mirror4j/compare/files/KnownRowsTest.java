package io.github.mirror4j.compare.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.MirrorId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of other files spares the parser, and changes nothing of what is read. */
class KnownRowsTest {

  private static final Instant AT = Instant.parse("2026-11-27T10:00:00Z");

  /** The end of a row, with other counts or fields. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'endpoint':'/a','check':'content','path':'$.x','n':9,'b':3,'c':2,'d':1,'counts':true}",
        "'endpoint':'/a','check':'content','path':'$.x','n':0,'b':0,'c':0,'d':0,'counts':true}",
        "'endpoint':'/a','check':'content','path':'$.x','n':4,'b':3,'c':2,'d':1,'counts':true}",
        "'endpoint':'/a','check':'content','path':'$.x','n':09,'b':3,'c':2,'d':1,'counts':true}",
        "'endpoint':'/a','check':'content','path':'$.x','n':-9,'b':3,'c':2,'d':1,'counts':true}",
        "'endpoint':'/a','check':'content','path':'$.x','n':,'b':3,'c':2,'d':1,'counts':true}",
        "'endpoint':'/a','check':'content','path':'$.x','n':9.5,'b':3,'c':2,'d':1,'counts':true}",
        "'endpoint':'/a','check':'content','path':'$.x','n':99999999999999999999,'b':3,'c':2,'d':1}",
        "'endpoint':'/a','check':'content','path':'$.x','n':1099511627776,'b':3,'c':2,'d':1}",
        "'endpoint':'/a','check':'content','path':'$.x','n':1099511627777,'b':3,'c':2,'d':1}",
        "'endpoint':'/a','check':'content','path':'$.x','n':9, 'b':3,'c':2,'d':1,'counts':true}",
        "'endpoint':'/a','check':'content','path':'$.x','b':3,'n':9,'c':2,'d':1,'counts':true}",
        "'endpoint':'/a','check':'content','path':'$.x','n':9,'b':3,'c':2,'d':1,'n':7}",
        "'endpoint':'/a','check':'content','path':'$.x','n':9,'b':3,'c':2,'d':1,'seq':7}",
        "'endpoint':'/a','check':'content','path':'$.x','n':9,'b':3,'c':2,'d':1,'process':'q'}",
        "'endpoint':'/a','check':'content','path':'$.x','n':9,'b':3,'c':2,'d':1,'v':2}",
        "'endpoint':'/a','check':'content','path':'$.x','n':9,'b':3,'c':2,'d':1,'check':'errors'}",
        "'endpoint':'/a','check':'content','path':'$.x','n':9,'b':3,'c':2,'d':1,'counts':true",
        "'endpoint':'/a','check':'content','path':'$.x','n':9,'b':3,'c':2,'d':1,'counts':true} ",
        "'endpoint':'/a','check':'content','path':'$.x','n':9,'b':3,'c':2,'d':1,'counts':true}}",
        "'endpoint':'/a','pod':{'m':1,'n':9,'b':3,'c':2,'d':1},'check':'content','path':null}",
        "'endpoint':'/a','pod':{'m':1,'n':9,'b':3,'c':2,'d':1},'check':'errors','n':9,'b':3}",
        "'endpoint':',\\'n\\':1','check':'content','path':',\\'n\\':2','n':9,'b':3,'c':2,'d':1}",
        "'endpoint':'/a','check':'new_in_1_1','path':'$.x','n':9,'b':3,'c':2,'d':1}",
        "'endpoint':'/a','check':'end','path':null,'n':3,'b':0,'c':0,'d':0}",
        "'endpoint':'/a','check':'slow','path':'1','n':1,'b':3,'c':2,'d':1}",
      })
  void eachRowIsReadAsIfNoneWereKnown(String end) throws IOException {
    String row = end.replace('\'', '"');
    String other =
        row.replaceAll("\"n\":\\d+", "\"n\":50")
            .replaceAll("\"b\":\\d+", "\"b\":5")
            .replaceAll("\"c\":\\d+", "\"c\":6");
    RowTable table = new RowTable();
    for (String taught : List.of(row, other, row, other)) {
      for (String process : List.of("p", "q")) {
        String file = file(process, taught);
        assertEquals(read(file, new RowTable()), read(file, table), file);
      }
    }
  }

  @Test
  void aRowThatDiffersInItsCountsAloneIsKnown() throws IOException {
    RowTable table = new RowTable();
    String row =
        "\"endpoint\":\"/a\",\"check\":\"content\",\"path\":null,\"n\":%d,\"b\":1,\"c\":0,\"d\":0}";
    read(file("p", row.formatted(10)), table);

    assertNotNull(table.known().find(cut("," + row.formatted(200))));
    assertNull(table.known().find(cut("," + row.formatted(200).replace("/a", "/b"))));
  }

  @Test
  void whatOnlyOneProcessCountsIsNotRemembered() throws IOException {
    RowTable table = new RowTable();
    String row =
        "\"endpoint\":null,\"check\":\"history\",\"path\":\"%s\",\"n\":1,\"b\":1,\"c\":0,\"d\":0}"
            .formatted(AT);
    read(file("p", row), table);

    assertNull(table.known().find(cut("," + row)));
  }

  private static SplitRow cut(String text) {
    SplitRow cut = new SplitRow();
    byte[] bytes = text.getBytes(UTF_8);
    assertEquals(true, cut.cut(bytes, 0, bytes.length));
    return cut;
  }

  /** A snapshot of three rows, the second of which ends so. */
  private static String file(String process, String end) {
    List<String> lines = new ArrayList<>();
    SnapshotText.write(snapshot(process), lines::add);
    String second = lines.get(2);
    lines.set(2, second.substring(0, second.indexOf("\"endpoint\"")) + end);
    return String.join("\n", lines) + "\n";
  }

  private static Snapshot snapshot(String process) {
    SnapshotHead head = new SnapshotHead(process, "k", 7, AT, "1", "2", new MirrorId("r", "m"));
    SnapshotStart start =
        new SnapshotStart(
            AT,
            Optional.of(AT),
            Optional.of(AT),
            true,
            true,
            Optional.of(ComparedSettings.of(Comparison.withBaseline(20).build())));
    EvidenceRow row = EvidenceRow.of(RowKind.CONTENT, 100);
    return new Snapshot(head, start, List.of(row, row, row));
  }

  /** What is read: rows and problems. */
  private static List<Object> read(String text, RowTable table) throws IOException {
    List<Object> read = new ArrayList<>();
    ByteArrayInputStream in = new ByteArrayInputStream(text.getBytes(UTF_8));
    List<String> problems =
        EvidenceReader.read(
            in,
            table,
            snapshot -> {
              read.add(snapshot.head());
              snapshot.forEach(read::add);
            });
    read.addAll(problems);
    return read;
  }
}

package io.github.mirror4j.compare.files;

import io.github.mirror4j.text.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes snapshots as lines of JSON, one for each row. */
public final class SnapshotText {

  /** The version of the format, in each row. */
  static final int VERSION = 1;

  private final Snapshot snapshot;
  private final Consumer<String> lines;

  private SnapshotText(Snapshot snapshot, Consumer<String> lines) {
    this.snapshot = snapshot;
    this.lines = lines;
  }

  /**
   * Writes a snapshot.
   *
   * @param snapshot the snapshot
   * @param lines takes each line, without its end
   */
  public static void write(Snapshot snapshot, Consumer<String> lines) {
    new SnapshotText(snapshot, lines).write();
  }

  private void write() {
    long size = snapshot.rows().size();
    line(row(RowKind.BEGIN, size, start()));
    snapshot.rows().forEach(this::line);
    line(row(RowKind.END, size, Map.of()));
  }

  private static EvidenceRow row(RowKind kind, long n, Map<String, Object> more) {
    return new EvidenceRow(new EvidenceRow.Name(kind, null, null, more), n, 0, 0, 0);
  }

  private Map<String, Object> start() {
    SnapshotStart start = snapshot.start();
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("since", start.since());
    start.firstVote().ifPresent(time -> more.put("firstVote", time));
    start.lastVote().ifPresent(time -> more.put("lastVote", time));
    more.put("warm", start.warm());
    more.put("current", start.current());
    start.settings().ifPresent(settings -> more.put("settings", settings.toMap()));
    return more;
  }

  private void line(EvidenceRow row) {
    SnapshotHead head = snapshot.head();
    EvidenceRow.Name name = row.name();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("v", VERSION);
    json.put("process", head.process());
    json.put("key", head.key());
    json.put("seq", head.seq());
    json.put("at", head.at());
    json.put("v1", head.v1());
    json.put("v2", head.v2());
    json.put("rule", head.mirror().rule());
    json.put("mirror", head.mirror().mirror());
    json.put("endpoint", name.endpoint());
    json.put("check", name.kind().text());
    json.put("path", name.path());
    json.put("n", row.n());
    json.put("b", row.b());
    json.put("c", row.c());
    json.put("d", row.d());
    json.putAll(name.more());
    lines.accept(JsonText.of(json));
  }
}

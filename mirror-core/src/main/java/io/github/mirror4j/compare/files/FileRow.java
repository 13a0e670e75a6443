package io.github.mirror4j.compare.files;

import io.github.mirror4j.rule.MirrorId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line of a file, as it was read: any field may be missing or wrong. */
final class FileRow {

  private static final int NONE = -1;

  /** Sums of many such counts are still exact, as long integers and as doubles. */
  private static final long MAX_NUMBER = 1L << 40;

  long version = NONE;
  @Nullable String process;
  @Nullable String key;
  long seq = NONE;
  @Nullable String at;
  @Nullable String v1;
  @Nullable String v2;
  @Nullable String rule;
  @Nullable String mirror;
  @Nullable String endpoint;
  @Nullable String check;
  @Nullable String path;
  boolean hasWrongCount;
  long n;
  long b;
  long c;
  long d;
  private Map<String, Object> more = Map.of();

  /** Takes over what all rows of a snapshot have in common. */
  void beginAs(FileRow other) {
    version = other.version;
    process = other.process;
    key = other.key;
    seq = other.seq;
    at = other.at;
    v1 = other.v1;
    v2 = other.v2;
    rule = other.rule;
    mirror = other.mirror;
  }

  void put(String name, Object value) {
    if (more.isEmpty()) {
      more = new HashMap<>();
    }
    more.put(name, value);
  }

  boolean isOfThisVersion() {
    return version == SnapshotText.VERSION;
  }

  @Nullable RowKind kind() {
    return check == null ? null : RowKind.of(check);
  }

  /** Returns what the row counts; null if its kind is not known. */
  @Nullable EvidenceRow row() {
    RowKind kind = kind();
    return kind == null
        ? null
        : new EvidenceRow(new EvidenceRow.Name(kind, endpoint, path, more), n, b, c, d);
  }

  /** Returns whether there may be such counts. */
  boolean isCount() {
    return !hasWrongCount && isCount(kind(), n, b, c, d);
  }

  /** Returns whether such counts are possible: b and c are parts of n informative triples. */
  static boolean isCount(@Nullable RowKind kind, long n, long b, long c, long d) {
    boolean isSplit = kind != null && kind.isSplit();
    return isCount(n) && isCount(b) && isCount(c) && isCount(d) && (!isSplit || b + c <= n);
  }

  private static boolean isCount(long count) {
    return count >= 0 && count <= MAX_NUMBER;
  }

  /** Returns whether the row has none of the fields that all rows of a snapshot share. */
  boolean hasNoHead() {
    return version == NONE
        && seq == NONE
        && process == null
        && key == null
        && at == null
        && v1 == null
        && v2 == null
        && rule == null
        && mirror == null;
  }

  /** Returns whether the row belongs to a snapshot. */
  boolean isOf(SnapshotHead head) {
    return seq == head.seq()
        && head.process().equals(process)
        && head.key().equals(key)
        && head.mirror().rule().equals(rule)
        && head.mirror().mirror().equals(mirror);
  }

  /** Returns the head of the snapshot that this row begins; null if something is missing. */
  @Nullable SnapshotHead head() {
    Instant time = instant(at);
    if (process == null
        || key == null
        || time == null
        || v1 == null
        || v2 == null
        || rule == null
        || mirror == null) {
      return null;
    }
    return new SnapshotHead(process, key, seq, time, v1, v2, new MirrorId(rule, mirror));
  }

  /** Returns the content of the row that begins a snapshot; null if something is missing. */
  @Nullable SnapshotStart start() {
    Instant since = instant(more.get("since"));
    if (since == null
        || !(more.get("warm") instanceof Boolean warm)
        || !(more.get("current") instanceof Boolean current)) {
      return null;
    }
    boolean isOfAllBuilds = SnapshotHead.ALL_BUILDS.equals(key);
    Optional<ComparedSettings> settings =
        more.get("settings") instanceof Map<?, ?> map ? ComparedSettings.of(map) : Optional.empty();
    if (settings.isEmpty() && !isOfAllBuilds) {
      return null;
    }
    return new SnapshotStart(
        since,
        Optional.ofNullable(instant(more.get("firstVote"))),
        Optional.ofNullable(instant(more.get("lastVote"))),
        warm,
        current,
        settings);
  }

  private static @Nullable Instant instant(@Nullable Object text) {
    try {
      return text instanceof String s ? Instant.parse(s) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}

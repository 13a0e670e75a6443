package io.github.mirror4j.examples;

import io.github.mirror4j.http.stats.MirrorCounts;
import java.util.Locale;
import java.util.StringJoiner;

/** What became of some copies; {@code ok} ones got a response with a status of 2xx. */
record CopyCounts(long selected, long ok, long notOk, long dropped, long timedOut, long failed) {

  static final CopyCounts NONE = new CopyCounts(0, 0, 0, 0, 0, 0);

  /** Everything since a client was built. */
  static CopyCounts of(MirrorCounts counts) {
    long ok = counts.completed(2);
    return new CopyCounts(
        counts.selected(),
        ok,
        counts.completedInTotal() - ok,
        counts.droppedInTotal(),
        counts.timedOut(),
        counts.failedInTotal());
  }

  CopyCounts plus(CopyCounts other) {
    return combine(other, 1);
  }

  CopyCounts minus(CopyCounts other) {
    return combine(other, -1);
  }

  long ended() {
    return ok + notOk + dropped + timedOut + failed;
  }

  private CopyCounts combine(CopyCounts other, int sign) {
    return new CopyCounts(
        selected + sign * other.selected,
        ok + sign * other.ok,
        notOk + sign * other.notOk,
        dropped + sign * other.dropped,
        timedOut + sign * other.timedOut,
        failed + sign * other.failed);
  }

  /** How the copies ended; what never occurred is left out. */
  String outcomes() {
    StringJoiner text = new StringJoiner(", ").setEmptyValue("none ended");
    add(text, ok, "completed");
    add(text, notOk, "completed with another status than 2xx");
    add(text, dropped, "dropped");
    add(text, timedOut, "timed out");
    add(text, failed, "failed");
    return text.toString();
  }

  private static void add(StringJoiner text, long count, String outcome) {
    if (count > 0) {
      text.add(String.format(Locale.ROOT, "%,d %s", count, outcome));
    }
  }
}

package io.github.mirror4j.examples;

import io.github.mirror4j.http.MirrorCounts;

/** What became of the copies of one phase. */
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

  private CopyCounts combine(CopyCounts other, int sign) {
    return new CopyCounts(
        selected + sign * other.selected,
        ok + sign * other.ok,
        notOk + sign * other.notOk,
        dropped + sign * other.dropped,
        timedOut + sign * other.timedOut,
        failed + sign * other.failed);
  }
}

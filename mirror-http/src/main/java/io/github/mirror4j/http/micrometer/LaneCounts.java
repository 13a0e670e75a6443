package io.github.mirror4j.http.micrometer;

import io.github.mirror4j.http.MirrorControl;
import io.github.mirror4j.http.MirrorCounts;

/** The counts of one mirror; those it had last, once the library has forgotten it. */
final class LaneCounts {

  private final MirrorControl control;
  private volatile MirrorCounts last;

  LaneCounts(MirrorControl control, MirrorCounts first) {
    this.control = control;
    last = first;
  }

  String rule() {
    return last.rule();
  }

  String mirror() {
    return last.mirror();
  }

  MirrorCounts now() {
    control.stats(rule(), mirror()).ifPresent(counts -> last = counts);
    return last;
  }
}

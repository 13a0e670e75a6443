package io.github.mirror4j.http.micrometer;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.MirrorId;

/** The counts of one mirror; its last counts if the library has forgotten it. */
final class LaneCounts {

  private final MirrorEngine engine;
  private volatile MirrorCounts last;

  LaneCounts(MirrorEngine engine, MirrorCounts first) {
    this.engine = engine;
    last = first;
  }

  MirrorId id() {
    return last.id();
  }

  MirrorCounts now() {
    engine.stats(id()).ifPresent(counts -> last = counts);
    return last;
  }
}

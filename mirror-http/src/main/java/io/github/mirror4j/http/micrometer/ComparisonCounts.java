package io.github.mirror4j.http.micrometer;

import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.http.MirrorComparison;
import io.github.mirror4j.http.MirrorEngine;

/** The comparison of one mirror; the last one, once the library has forgotten it. */
final class ComparisonCounts {

  private final MirrorEngine engine;
  private volatile MirrorComparison last;

  ComparisonCounts(MirrorEngine engine, MirrorComparison first) {
    this.engine = engine;
    last = first;
  }

  PairCounts pairs() {
    return now().pairs();
  }

  /** At most a second old, so that scraping costs next to nothing. */
  Verdict.State verdict() {
    return now().verdict().state();
  }

  /** Other settings begin another comparison, with counts of its own. */
  private MirrorComparison now() {
    engine.comparisons().stream()
        .filter(comparison -> comparison.id().equals(last.id()))
        .forEach(comparison -> last = comparison);
    return last;
  }
}

package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.PairCounts;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts the pairs of one mirror. Lock-free: callers' threads count here. */
final class PairBook {

  private final LongAdder selected = new LongAdder();
  private final LongAdder compared = new LongAdder();
  private final Losses lost = new Losses();

  void select() {
    selected.increment();
  }

  /** Returns a pair that is about to end. */
  Ending ending() {
    return new Ending();
  }

  /** The end of one pair, which counts once. Used by one thread. */
  final class Ending {
    private boolean isCounted;

    void compared() {
      if (!isCounted) {
        isCounted = true;
        compared.increment();
      }
    }

    void lost(LossReason reason) {
      if (!isCounted) {
        isCounted = true;
        lose(reason);
      }
    }
  }

  void lose(LossReason reason) {
    lost.add(reason);
  }

  /** Reads what ended before what began, so that nothing is pending less than zero times. */
  PairCounts counts() {
    long ended = compared.sum();
    Map<LossReason, Long> byReason = lost.counts();
    long done = ended + byReason.values().stream().mapToLong(Long::longValue).sum();
    long begun = Math.max(done, selected.sum());
    return new PairCounts(begun, ended, begun - done, byReason);
  }
}

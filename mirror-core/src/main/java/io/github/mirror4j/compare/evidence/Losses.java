package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.LossReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts lost pairs by reason. Lock-free, and needs no memory to count. */
final class Losses {

  private static final LossReason[] REASONS = LossReason.values();

  private final AtomicLongArray counts = new AtomicLongArray(REASONS.length);

  void add(LossReason reason) {
    counts.incrementAndGet(reason.ordinal());
  }

  /** Returns the counts that are not zero. */
  Map<LossReason, Long> counts() {
    Map<LossReason, Long> some = new EnumMap<>(LossReason.class);
    for (LossReason reason : REASONS) {
      long sum = counts.get(reason.ordinal());
      if (sum > 0) {
        some.put(reason, sum);
      }
    }
    return some;
  }
}

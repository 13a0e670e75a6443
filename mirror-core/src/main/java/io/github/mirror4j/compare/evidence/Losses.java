package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.LossReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counts lost pairs by reason. Lock-free, and needs no memory to count. */
final class Losses {

  private final Map<LossReason, AtomicLong> counts;

  Losses() {
    Map<LossReason, AtomicLong> all = new EnumMap<>(LossReason.class);
    for (LossReason reason : LossReason.values()) {
      all.put(reason, new AtomicLong());
    }
    counts = Collections.unmodifiableMap(all);
  }

  void add(LossReason reason) {
    AtomicLong count = counts.get(reason);
    if (count != null) {
      count.incrementAndGet();
    }
  }

  /** Returns the counts that are not zero. */
  Map<LossReason, Long> counts() {
    Map<LossReason, Long> some = new EnumMap<>(LossReason.class);
    counts.forEach(
        (reason, count) -> {
          long sum = count.get();
          if (sum > 0) {
            some.put(reason, sum);
          }
        });
    return some;
  }
}

package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.LossReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts lost pairs by reason. Lock-free. */
final class Losses {

  private final Map<LossReason, LongAdder> counts;

  Losses() {
    Map<LossReason, LongAdder> all = new EnumMap<>(LossReason.class);
    for (LossReason reason : LossReason.values()) {
      all.put(reason, new LongAdder());
    }
    counts = Collections.unmodifiableMap(all);
  }

  void add(LossReason reason) {
    LongAdder count = counts.get(reason);
    if (count != null) {
      count.increment();
    }
  }

  /** Returns the counts that are not zero. */
  Map<LossReason, Long> counts() {
    Map<LossReason, Long> some = new EnumMap<>(LossReason.class);
    counts.forEach(
        (reason, count) -> {
          long sum = count.sum();
          if (sum > 0) {
            some.put(reason, sum);
          }
        });
    return some;
  }
}

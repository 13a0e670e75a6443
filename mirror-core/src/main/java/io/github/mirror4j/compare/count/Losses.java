package io.github.mirror4j.compare.count;

import io.github.mirror4j.compare.LossReason;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counts lost pairs by reason. Lock-free, and needs no memory to count. */
@SuppressWarnings("doclint:missing") // for our own modules only
public final class Losses {

  private final Map<LossReason, AtomicLong> counts;

  public Losses() {
    Map<LossReason, AtomicLong> all = new EnumMap<>(LossReason.class);
    for (LossReason reason : LossReason.values()) {
      all.put(reason, new AtomicLong());
    }
    counts = Collections.unmodifiableMap(all);
  }

  /**
   * Returns the reason for which most pairs were lost, as the end of a sentence.
   *
   * @param lost pairs lost, by reason; at least one
   */
  public static String mainReason(Map<LossReason, Long> lost) {
    LossReason main =
        Collections.max(lost.entrySet(), Map.Entry.comparingByValue(Comparator.naturalOrder()))
            .getKey();
    boolean isLasting = main == LossReason.SAME_TARGET || main == LossReason.FOREIGN_CLIENT;
    return "the main reason is " + main + (isLasting ? ", which more traffic will not change" : "");
  }

  public void add(LossReason reason) {
    AtomicLong count = counts.get(reason);
    if (count != null) {
      count.incrementAndGet();
    }
  }

  /** Returns the counts that are not zero. */
  public Map<LossReason, Long> counts() {
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

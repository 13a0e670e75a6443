package io.github.mirror4j.compare.count;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.PairCounts;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the pairs of one mirror. Lock-free: callers' threads count here. Counting needs no memory,
 * so that the sums stay exact on an exhausted heap.
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public final class PairBook {

  private final AtomicLong selected = new AtomicLong();
  private final AtomicLong compared = new AtomicLong();
  private final Losses lost = new Losses();

  public void select() {
    selected.incrementAndGet();
  }

  /** Returns a pair that is about to end. */
  public Ending ending() {
    return new Ending();
  }

  /** The end of one pair, which counts once. Used by one thread. */
  public final class Ending {
    private boolean isCounted;

    public void compared() {
      if (!isCounted) {
        isCounted = true;
        compared.incrementAndGet();
      }
    }

    /** Returns false if the pair was counted before. */
    public boolean lost(LossReason reason) {
      if (isCounted) {
        return false;
      }
      isCounted = true;
      lose(reason);
      return true;
    }
  }

  public void lose(LossReason reason) {
    lost.add(reason);
  }

  /**
   * Reads the ended pairs before the selected ones, so that the pending ones are never negative.
   */
  public PairCounts counts() {
    long ended = compared.get();
    Map<LossReason, Long> byReason = lost.counts();
    long done = ended + byReason.values().stream().mapToLong(Long::longValue).sum();
    long begun = Math.max(done, selected.get());
    return new PairCounts(begun, ended, begun - done, byReason);
  }
}

package io.github.mirror4j.http.compare;

import io.github.mirror4j.http.guard.Flag;
import io.github.mirror4j.http.guard.WatchList;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The pairs that wait for nothing but their primary, each until its time is over: a response that
 * nobody reads never ends.
 *
 * <p>Nearly all primaries end long before. So pairs only put themselves on a list, which is checked
 * once a second while it is not empty. A pair that is compared leaves the list at once, one that is
 * lost with the next look. Invariants:
 *
 * <ul>
 *   <li>a pair on the list is looked at again, or was stopped;
 *   <li>a pair that is taken off the list is given up or stopped, if it is not over;
 *   <li>at the end of mirroring all are stopped; one that comes later is refused.
 * </ul>
 */
final class UnreadPrimaries {

  static final int MAX_PAIRS = 10_000;
  private static final long BETWEEN_LOOKS = Duration.ofSeconds(1).toNanos();

  private final CompareLane lane;
  private final LongSupplier nanoTime;
  private final WatchList<ComparedCall> pairs = new WatchList<>();
  private final Flag isWatched = new Flag();

  UnreadPrimaries(CompareLane lane, LongSupplier nanoTime) {
    this.lane = lane;
    this.nanoTime = nanoTime;
  }

  /**
   * Gives the pair's primary up when its time is over.
   *
   * @param deadline when that is, on this clock
   * @return false if too many wait or mirroring has ended
   */
  boolean add(ComparedCall pair, long deadline) {
    if (pairs.size() >= MAX_PAIRS) {
      return false;
    }
    pairs.add(pair, deadline);
    watch();
    return !lane.isClosed() || !pairs.remove(pair);
  }

  void remove(ComparedCall pair) {
    boolean unused = pairs.remove(pair);
  }

  /** Makes sure that the pairs on the list are looked at; on copies' threads, as each ends. */
  void keepWatching() {
    if (!pairs.isEmpty()) {
      watch();
    }
  }

  /** If there is no memory to plan a look, the next copy that ends tries again. */
  private void watch() {
    if (isWatched.raise()) {
      boolean planned = false;
      try {
        planned = lane.later(new Look(), BETWEEN_LOOKS);
      } finally {
        if (!planned) {
          isWatched.lower();
        }
      }
    }
  }

  /** Mirroring has ended. */
  void stop() {
    for (ComparedCall pair : pairs.all()) {
      if (pairs.remove(pair)) {
        pair.stop();
      }
    }
  }

  /** Looks at each pair, and gives those up whose time is over. */
  void lookAtAll() {
    long now = nanoTime.getAsLong();
    for (Map.Entry<ComparedCall, Long> entry : pairs.entries()) {
      look(entry.getKey(), now - entry.getValue() >= 0);
    }
  }

  private void look(ComparedCall pair, boolean isLate) {
    if (pair.isOver()) {
      remove(pair);
    } else if (isLate && pairs.remove(pair)) {
      pair.giveUp();
    }
  }

  private final class Look extends CompareLane.Task {

    @Override
    void execute() {
      try {
        lane.keepRunningIfNeeded();
        lookAtAll();
      } finally {
        isWatched.lower();
        if (!pairs.isEmpty()) {
          watch();
        }
      }
    }

    @Override
    void stop() {}
  }
}

package io.github.mirror4j.http;

import io.github.mirror4j.http.settings.BackOffRange;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The circuit breaker of one mirror: lets all copies go, or none for some time, or one probe.
 *
 * <p>Goal: it is never stuck, and no caller waits for another. A breaker whose state is made of
 * several objects stays between two states for good if memory is exhausted halfway: then the mirror
 * gets no copy any more. So the state is one number, which is changed by one compare-and-set.
 * Nothing here allocates, logs or takes a lock. Invariants:
 *
 * <ul>
 *   <li>a closed breaker opens when at least half of the last copies have failed;
 *   <li>an open one lets a probe go when its pause is over, and no other copy until one ends;
 *   <li>the first outcome then closes it, or begins a pause of twice the length;
 *   <li>outcomes that come during a pause change nothing: those copies began before it.
 * </ul>
 */
final class Breaker {

  /** How many of the last copies decide. */
  static final int WINDOW = 20;

  /** How many must have ended before they decide. */
  static final int MIN_COPIES = 10;

  // The state: the phase, the number of pauses so far, and what the phase needs to know.
  private static final int CLOSED = 0; // the last copies
  private static final int OPEN = 1; // when the pause is over, in microseconds since the start
  private static final int WANTS_PROBE = 2; // nothing
  private static final int PROBING = 3; // nothing
  private static final int PHASE_BITS = 2;
  private static final int PAUSE_BITS = 6;
  private static final int REST_SHIFT = PHASE_BITS + PAUSE_BITS;
  private static final int MAX_PAUSES = (1 << PAUSE_BITS) - 1;

  // The last copies: a bit for each, set if it failed, and above these bits their number.
  private static final long ALL_COPIES = (1L << WINDOW) - 1;

  private static final long MICROSECOND = 1_000;

  private final long firstPause;
  private final long longestPause;
  private final LongSupplier nanoTime;
  private final long start;
  private final AtomicLong state = new AtomicLong(stateOf(CLOSED, 0, 0));

  /**
   * Creates a closed breaker.
   *
   * @param pauses how long pauses are
   * @param nanoTime the clock, which never goes back
   */
  Breaker(BackOffRange pauses, LongSupplier nanoTime) {
    firstPause = pauses.first().toNanos();
    longestPause = pauses.longest().toNanos();
    this.nanoTime = nanoTime;
    start = nanoTime.getAsLong();
  }

  /**
   * Whether a copy may be sent; each yes is followed by {@link #succeeded}, {@link #failed} or
   * {@link #unused}.
   */
  boolean tryEnter() {
    long seen = state.get();
    while (phase(seen) != CLOSED) {
      if (refuses(seen)) {
        return false;
      }
      long witness = state.compareAndExchange(seen, stateOf(PROBING, pauses(seen), 0));
      if (witness == seen) {
        return true;
      }
      seen = witness;
    }
    return true;
  }

  /** Whether a copy would not be sent now. Changes nothing. */
  boolean isOpen() {
    return refuses(state.get());
  }

  /** The copy was not sent, or its end says nothing about the mirror. */
  void unused() {
    long seen = state.get();
    while (phase(seen) == PROBING) {
      long next = stateOf(WANTS_PROBE, pauses(seen), 0);
      long witness = state.compareAndExchange(seen, next);
      seen = witness == seen ? next : witness;
    }
  }

  /**
   * The mirror responded.
   *
   * @return whether this has closed the breaker
   */
  boolean succeeded() {
    long seen = state.get();
    while (phase(seen) != OPEN) {
      boolean wasClosed = phase(seen) == CLOSED;
      long next = wasClosed ? recorded(seen, 0) : stateOf(CLOSED, 0, 0);
      if (next == seen) {
        return false; // So it is as long as nothing fails: no write that other cores must see.
      }
      long witness = state.compareAndExchange(seen, next);
      if (witness == seen) {
        return !wasClosed;
      }
      seen = witness;
    }
    return false;
  }

  /** The mirror failed. */
  void failed() {
    long seen = state.get();
    while (phase(seen) != OPEN) {
      long next = phase(seen) == CLOSED ? recorded(seen, 1) : opened(pauses(seen));
      long witness = state.compareAndExchange(seen, next);
      if (witness == seen) {
        return;
      }
      seen = witness;
    }
  }

  private boolean refuses(long seen) {
    return switch (phase(seen)) {
      case CLOSED, WANTS_PROBE -> false;
      case OPEN -> nanoTime.getAsLong() - start < rest(seen) * MICROSECOND;
      default -> true;
    };
  }

  /** The closed state after one more copy; open if too many have failed. */
  private long recorded(long closed, int failed) {
    long last = rest(closed);
    int count = (int) Math.min((last >> WINDOW) + 1, WINDOW);
    long copies = (last << 1 | failed) & ALL_COPIES;
    boolean isBad = count >= MIN_COPIES && 2 * Long.bitCount(copies) >= count;
    return isBad ? opened(0) : stateOf(CLOSED, 0, (long) count << WINDOW | copies);
  }

  private long opened(int pausesBefore) {
    long end = nanoTime.getAsLong() - start + pause(pausesBefore);
    return stateOf(OPEN, Math.min(pausesBefore + 1, MAX_PAUSES), end / MICROSECOND);
  }

  /** Each pause is twice as long as the one before, up to the longest. */
  private long pause(int pausesBefore) {
    return pausesBefore >= Long.numberOfLeadingZeros(firstPause)
        ? longestPause
        : Math.min(firstPause << pausesBefore, longestPause);
  }

  private static long stateOf(int phase, int pauses, long rest) {
    return rest << REST_SHIFT | (long) pauses << PHASE_BITS | phase;
  }

  private static int phase(long state) {
    return (int) state & ((1 << PHASE_BITS) - 1);
  }

  private static int pauses(long state) {
    return (int) (state >> PHASE_BITS) & MAX_PAUSES;
  }

  private static long rest(long state) {
    return state >>> REST_SHIFT;
  }
}

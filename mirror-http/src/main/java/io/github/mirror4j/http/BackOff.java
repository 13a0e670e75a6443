package io.github.mirror4j.http;

import io.github.mirror4j.http.send.FailureCauses;
import io.github.mirror4j.http.settings.BackOffRange;
import io.github.mirror4j.http.settings.Limits;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.Outcome;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a failing mirror alone: when at least half of its last copies failed, no copy is sent for
 * some time. Then one probe decides whether copies go on or a pause of twice the length begins. A
 * mirror that has recovered gets a growing share of its copies.
 *
 * <p>A lane bounded only in count does not bound a mirror that fails fast: each copy ends at once,
 * so copies run at the full rate, and failing costs more than succeeding. Any response of the
 * mirror counts as success, including an error status: showing such errors is the purpose of a
 * version under test.
 */
final class BackOff {

  /** The whole, of which a share is let through in a slow start. */
  private static final long ALL = 1_000_000;

  private static final long MIN_SHARE = ALL / 10;

  private final @Nullable Breaker breaker;
  private final long slowStart;
  private final LongSupplier nanoTime;
  private volatile boolean isSlow;
  private volatile long recoveredAt;
  private final AtomicLong letThrough = new AtomicLong();

  BackOff(Limits.Recovery recovery, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    slowStart = recovery.slowStart().toNanos();
    BackOffRange range = recovery.backOff();
    breaker = range == null ? null : new Breaker(range, nanoTime);
  }

  /**
   * Whether this copy is left out, because the mirror has just recovered: a mirror that has been
   * restarted gets its full share only once its caches are warm. Asked once for each copy. The
   * share that is let through grows evenly, and so are the copies spread.
   */
  boolean isThinnedOut() {
    if (!isSlow) {
      return false;
    }
    long elapsed = nanoTime.getAsLong() - recoveredAt;
    if (elapsed >= slowStart) {
      isSlow = false;
      return false;
    }
    long share = Math.max(MIN_SHARE, (long) ((double) elapsed / slowStart * ALL));
    long before = letThrough.getAndAdd(share);
    return before / ALL == (before + share) / ALL;
  }

  /** Whether part of the copies are left out at present. */
  boolean isSlowStart() {
    return isSlow && nanoTime.getAsLong() - recoveredAt < slowStart;
  }

  /** Whether a copy may be sent; each yes is followed by one {@link #ended} or {@link #unused}. */
  boolean tryEnter() {
    return breaker == null || breaker.tryEnter();
  }

  /** The copy was not sent after all. */
  void unused() {
    if (breaker != null) {
      breaker.unused();
    }
  }

  /** Without a switch over types, which is linked, and may fail to be, when it first runs. */
  void ended(Outcome outcome) {
    if (breaker == null) {
      return;
    }
    if (outcome instanceof Outcome.Completed) {
      if (breaker.succeeded() && slowStart > 0) {
        letThrough.set(0);
        recoveredAt = nanoTime.getAsLong();
        isSlow = true;
      }
    } else if (outcome instanceof Outcome.TimedOut
        || (outcome instanceof Outcome.Failed(FailureCause cause)
            && FailureCauses.isReasonToBackOff(cause))) {
      breaker.failed();
    } else {
      breaker.unused();
    }
  }

  /** Whether a copy offered now would be dropped. */
  boolean isActive() {
    return breaker != null && breaker.isOpen();
  }
}

package io.github.mirror4j.http;

import io.github.mirror4j.http.guard.FailedStep;
import io.github.mirror4j.http.guard.Flag;
import io.github.mirror4j.http.guard.InternalErrors;
import io.github.mirror4j.http.send.FailureCauses;
import io.github.mirror4j.http.settings.BackOffRange;
import io.github.mirror4j.http.settings.Limits;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.Outcome;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
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

  static final int WINDOW = 20;
  static final int MIN_COPIES = 10;
  private static final float FAILURE_PERCENT = 50;

  /** The whole, of which a share is let through in a slow start. */
  private static final long ALL = 1_000_000;

  private static final long MIN_SHARE = ALL / 10;

  private final @Nullable CircuitBreaker breaker;
  private final InternalErrors errors;
  private final Flag asking = new Flag();
  private final long slowStart;
  private final LongSupplier nanoTime;
  private volatile boolean isSlow;
  private volatile long recoveredAt;
  private final AtomicLong letThrough = new AtomicLong();

  BackOff(Limits.Recovery recovery, LongSupplier nanoTime, InternalErrors errors) {
    this.errors = errors;
    this.nanoTime = nanoTime;
    slowStart = recovery.slowStart().toNanos();
    BackOffRange range = recovery.backOff();
    breaker = range == null ? null : breaker(range, nanoTime);
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

  /**
   * Whether a copy may be sent; each yes is followed by one {@link #ended} or {@link #unused}.
   *
   * <p>The breaker takes a lock when a pause is over. Callers must not wait for it, so only one at
   * a time asks. For the others the pause lasts a moment longer. A closed breaker grants
   * everything.
   */
  boolean tryEnter() {
    if (breaker == null || breaker.getState() == CircuitBreaker.State.CLOSED) {
      return true;
    }
    if (!asking.raise()) {
      return false;
    }
    try {
      return breaker.tryAcquirePermission();
    } catch (Throwable e) {
      failed(e);
      return false;
    } finally {
      asking.lower();
    }
  }

  /** The copy was not sent after all. */
  void unused() {
    tell(CircuitBreaker::releasePermission);
  }

  void ended(Outcome outcome) {
    switch (outcome) {
      case Outcome.Completed completed -> succeeded();
      case Outcome.TimedOut timedOut -> tell(BackOff::fail);
      case Outcome.Dropped dropped -> unused();
      case Outcome.Failed(FailureCause cause) -> {
        if (FailureCauses.isReasonToBackOff(cause)) {
          tell(BackOff::fail);
        } else {
          unused();
        }
      }
    }
  }

  private void succeeded() {
    CircuitBreaker it = breaker;
    if (it == null) {
      return;
    }
    boolean wasClosed = it.getState() == CircuitBreaker.State.CLOSED;
    tell(that -> that.onSuccess(0, TimeUnit.NANOSECONDS));
    if (!wasClosed && slowStart > 0 && it.getState() == CircuitBreaker.State.CLOSED) {
      letThrough.set(0);
      recoveredAt = nanoTime.getAsLong();
      isSlow = true;
    }
  }

  private void tell(Consumer<CircuitBreaker> news) {
    if (breaker == null) {
      return;
    }
    try {
      news.accept(breaker);
    } catch (Throwable e) {
      failed(e);
      breaker.releasePermission(); // A probe that was never recorded must not be waited for.
    }
  }

  /** The breaker logs, and a log may throw. That must neither lose a permit nor reach a caller. */
  private void failed(Throwable failure) {
    errors.add(FailedStep.BACK_OFF, failure);
  }

  /** Whether a copy offered now would be dropped. */
  boolean isActive() {
    if (tryEnter()) {
      unused();
      return false;
    }
    return true;
  }

  private static void fail(CircuitBreaker breaker) {
    breaker.onError(0, TimeUnit.NANOSECONDS, new IOException("a copy failed"));
  }

  private static CircuitBreaker breaker(BackOffRange range, LongSupplier nanoTime) {
    IntervalFunction interval =
        IntervalFunction.ofExponentialBackoff(range.first(), 2, range.longest());
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .slidingWindowSize(WINDOW)
            .minimumNumberOfCalls(MIN_COPIES)
            .failureRateThreshold(FAILURE_PERCENT)
            .waitIntervalFunctionInOpenState(interval)
            .permittedNumberOfCallsInHalfOpenState(1)
            .clock(new SteadyClock(nanoTime))
            .build();
    return CircuitBreaker.of("mirror4j-lane", config);
  }

  /** A clock that no correction of the time of day can turn back. */
  private static final class SteadyClock extends Clock {

    private final LongSupplier nanoTime;

    SteadyClock(LongSupplier nanoTime) {
      this.nanoTime = nanoTime;
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH.plusNanos(nanoTime.getAsLong());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}

package io.github.mirror4j.http.compare;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What baselines add to the load of one service, as a share of its primaries; and its rest after a
 * baseline that failed, or some that took long.
 *
 * <p>Both counts are halved once a minute, so that what was long ago allows no burst now. A count
 * that changes at that very moment may be halved with it or not: the share stays right to within a
 * few requests. Lock-free.
 */
final class ServiceLoad {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  /** Every service has a slow response now and then; this many in a row are a sign of overload. */
  private static final int SLOW_IN_A_ROW = 3;

  private final AtomicLong primaries = new AtomicLong();
  private final AtomicLong own = new AtomicLong();
  private final AtomicLong halveAt;
  private final AtomicLong restUntil;
  private final AtomicInteger slowInARow = new AtomicInteger();

  ServiceLoad(long now) {
    halveAt = new AtomicLong(now + MINUTE);
    restUntil = new AtomicLong(now);
  }

  /** Counts a primary to the service. */
  void primary(long now) {
    long due = halveAt.get();
    if (now - due >= 0 && halveAt.compareAndSet(due, now + MINUTE)) {
      primaries.updateAndGet(count -> count / 2);
      own.updateAndGet(count -> count / 2);
    }
    primaries.incrementAndGet();
  }

  /**
   * Takes the right to send requests to the service.
   *
   * @param requests how many
   * @param share how many for each primary
   * @return false if these are too many for the primaries seen
   */
  boolean tryTake(int requests, double share) {
    long seen = own.get();
    while (seen + requests <= share * primaries.get()) {
      long witness = own.compareAndExchange(seen, seen + requests);
      if (witness == seen) {
        return true;
      }
      seen = witness;
    }
    return false;
  }

  /** Gives the right back to send requests that were not sent after all. */
  void giveBack(int requests) {
    long seen = own.get();
    while (!own.compareAndSet(seen, Math.max(0, seen - requests))) { // Needs no memory.
      seen = own.get();
    }
  }

  /** Whether the service is left alone for now. */
  boolean isResting(long now) {
    return restUntil.get() - now > 0;
  }

  /** A baseline took a usual time, or long: several long ones in a row get the service a rest. */
  void responded(boolean isSlow, long now) {
    if (!isSlow) {
      slowInARow.set(0);
    } else if (slowInARow.incrementAndGet() >= SLOW_IN_A_ROW) {
      slowInARow.set(0);
      rest(now);
    }
  }

  /** Leaves the service alone for a minute. */
  void rest(long now) {
    restUntil.set(now + MINUTE);
  }
}

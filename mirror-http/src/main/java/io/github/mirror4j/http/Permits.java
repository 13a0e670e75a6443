package io.github.mirror4j.http;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Permits of a bulkhead that are never waited for.
 *
 * <p>No event consumer is ever registered: with one, each permit would allocate an event. The
 * bulkhead allocates a little in any case, after it has decided, so that after an OutOfMemoryError
 * it is unknown whether a permit was taken. So places are counted here first. A copy with a place
 * is sure of its permit, and gives both back if the bulkhead throws. No permit gets lost then.
 *
 * <p>A bulkhead's code is linked while this class is, in the thread that builds, by taking a permit
 * and being refused one: linking that fails, such as on a stack that is used up, fails for good,
 * and for a permit that is taken already.
 */
final class Permits {

  static {
    Bulkhead one = bulkhead("mirror4j-linking", 1);
    boolean taken = one.tryAcquirePermission();
    boolean takenTwice = one.tryAcquirePermission();
    assert taken && !takenTwice : "permits: not counted";
    one.releasePermission();
  }

  private final Bulkhead bulkhead;
  private final AtomicInteger free;

  Permits(String name, int count) {
    bulkhead = bulkhead(name, count);
    free = new AtomicInteger(count);
  }

  boolean isAnyFree() {
    return free.get() > 0;
  }

  /**
   * Takes a permit if there is one.
   *
   * <p>The bulkhead asks its semaphore in a way that fails for an interrupted thread even when
   * permits are free. A caller's interrupt has nothing to do with the lane: it is put aside and
   * restored.
   */
  boolean tryAcquire() {
    if (!tryTakePlace()) {
      return false;
    }
    boolean interrupted = Thread.interrupted();
    boolean permitted = false;
    try {
      permitted = bulkhead.tryAcquirePermission();
      return permitted;
    } catch (OutOfMemoryError e) {
      bulkhead.releasePermission();
      throw e;
    } finally {
      if (!permitted) {
        free.incrementAndGet();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Gives back the permit before the place, so that a free place always has a permit. */
  void release() {
    try {
      bulkhead.releasePermission();
    } finally {
      free.incrementAndGet();
    }
  }

  private boolean tryTakePlace() {
    int seen = free.get();
    while (seen > 0) {
      int now = free.compareAndExchange(seen, seen - 1);
      if (now == seen) {
        return true;
      }
      seen = now;
    }
    return false;
  }

  private static Bulkhead bulkhead(String name, int count) {
    BulkheadConfig config =
        BulkheadConfig.custom()
            .maxConcurrentCalls(count)
            .maxWaitDuration(Duration.ZERO)
            .fairCallHandlingStrategyEnabled(false)
            .writableStackTraceEnabled(false)
            .build();
    return Bulkhead.of(name, config);
  }
}

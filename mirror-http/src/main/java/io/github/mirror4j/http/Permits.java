package io.github.mirror4j.http;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.time.Duration;

/**
 * Permits of a bulkhead that nobody ever waits for.
 *
 * <p>No event consumer is ever registered: with one, each permit would allocate an event.
 *
 * <p>A bulkhead's code is linked while this class is, in the thread that builds, by taking a permit
 * and being refused one: linking that fails, such as on a stack that is used up, fails for good,
 * and for a permit that is taken already.
 */
final class Permits {

  static {
    Bulkhead one = create("mirror4j-linking", 1);
    boolean taken = one.tryAcquirePermission();
    boolean takenTwice = one.tryAcquirePermission();
    assert taken && !takenTwice : "permits: not counted";
    one.releasePermission();
  }

  private Permits() {}

  static Bulkhead create(String name, int count) {
    BulkheadConfig config =
        BulkheadConfig.custom()
            .maxConcurrentCalls(count)
            .maxWaitDuration(Duration.ZERO)
            .fairCallHandlingStrategyEnabled(false)
            .writableStackTraceEnabled(false)
            .build();
    return Bulkhead.of(name, config);
  }

  /**
   * Takes a permit if there is one.
   *
   * <p>The bulkhead asks its semaphore in a way that fails for an interrupted thread even when
   * permits are free. A caller's interrupt has nothing to do with the lane: it is put aside and
   * restored.
   */
  static boolean tryAcquire(Bulkhead bulkhead) {
    boolean interrupted = Thread.interrupted();
    try {
      return bulkhead.tryAcquirePermission();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

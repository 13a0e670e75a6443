package io.github.mirror4j.http;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.time.Duration;

/**
 * Permits of a bulkhead that nobody ever waits for.
 *
 * <p>No event consumer is ever registered: with one, each permit would allocate an event.
 */
final class Permits {

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

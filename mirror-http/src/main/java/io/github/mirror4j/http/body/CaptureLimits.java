package io.github.mirror4j.http.body;

import java.util.function.LongSupplier;

/**
 * How responses are captured.
 *
 * @param budget the memory for responses; see {@link ByteBudget#givingWay()}
 * @param limit how many bytes of a body are captured
 * @param nanoTime the clock; never throws
 */
public record CaptureLimits(ByteBudget budget, long limit, LongSupplier nanoTime) {

  /**
   * Returns the same with another limit.
   *
   * @param bytes how many bytes of a body are captured
   * @return the same budget and clock
   */
  public CaptureLimits upTo(long bytes) {
    return new CaptureLimits(budget, bytes, nanoTime);
  }
}

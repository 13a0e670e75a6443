package io.github.mirror4j.http.stats;

import static java.util.Objects.requireNonNull;

/**
 * What mirroring multiplies a measure by.
 *
 * @param measure what was measured
 * @param pairs the number of pairs of slices in which it was measured
 * @param median the median of the pairs' ratios, with copies to without; 1.05 means 5 % more with
 *     copies. NaN if nothing was measured
 * @param lower the true ratio is at least this
 * @param upper the true ratio is at most this; infinite while nothing is proven
 * @since 0.1.0
 */
public record OverheadRatio(
    OverheadMeasure measure, int pairs, double median, double lower, double upper) {

  /** Checks that the measure is not null. */
  public OverheadRatio {
    requireNonNull(measure, "measure");
  }

  /**
   * Returns whether there are enough pairs for limits.
   *
   * @return true if {@link #upper()} is finite or {@link #lower()} is above 0
   */
  public boolean isProven() {
    return lower > 0 || upper < Double.POSITIVE_INFINITY;
  }
}

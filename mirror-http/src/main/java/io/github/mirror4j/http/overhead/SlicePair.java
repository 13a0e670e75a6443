package io.github.mirror4j.http.overhead;

import io.github.mirror4j.http.stats.OverheadMeasure;

/**
 * Two slices, one with copies and one without.
 *
 * @param with the slice with copies
 * @param without the slice without copies
 * @param cpuWith the CPU time of the process in the first, in nanoseconds; negative if unknown
 * @param cpuWithout the CPU time of the process in the second
 * @param copies how many copies were sent in the first
 */
record SlicePair(Slice with, Slice without, long cpuWith, long cpuWithout, long copies) {

  /** In a shorter slice single calls decide. */
  static final int MIN_CALLS = 20;

  /** Whether it can tell anything. */
  boolean isUsable() {
    return copies > 0 && Math.min(with.calls(), without.calls()) >= MIN_CALLS;
  }

  long calls() {
    return with.calls() + without.calls();
  }

  /** What mirroring multiplied the measure by; NaN if this was not measured. */
  double ratio(OverheadMeasure measure) {
    return measure == OverheadMeasure.CPU_PER_CALL
        ? cpuRatio()
        : quantile(with, measure) / quantile(without, measure);
  }

  private double cpuRatio() {
    if (cpuWith < 0 || cpuWithout <= 0) {
      return Double.NaN;
    }
    return (double) cpuWith / with.calls() / ((double) cpuWithout / without.calls());
  }

  private static double quantile(Slice slice, OverheadMeasure measure) {
    return switch (measure) {
      case HEAD_P50 -> slice.headQuantile(0.5);
      case HEAD_P90 -> slice.headQuantile(0.9);
      case HEAD_P99 -> slice.headQuantile(0.99);
      case CALL_P50 -> slice.endQuantile(0.5);
      case CALL_P90 -> slice.endQuantile(0.9);
      case CALL_P99 -> slice.endQuantile(0.99);
      case CPU_PER_CALL -> Double.NaN;
    };
  }
}

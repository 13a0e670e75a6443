package io.github.mirror4j.compare.evidence;

import java.time.Duration;

/**
 * How often a copy took how long, in buckets that grow by 9 %: base-2 exponential buckets of scale
 * 3, as OpenTelemetry and Prometheus' native histograms have them, so that they can be added up.
 */
final class LatencyHistogram {

  private static final int SCALE = 8;
  private static final double MIN_NANOS = 1_000;
  private static final int BUCKETS = 28 * SCALE;

  private final int[] counts = new int[BUCKETS];
  private long total;

  void add(long nanos) {
    double octaves = Math.log(Math.max(1, nanos / MIN_NANOS)) / Math.log(2);
    int bucket = (int) Math.ceil(octaves * SCALE);
    counts[Math.min(BUCKETS - 1, bucket)]++;
    total++;
  }

  long total() {
    return total;
  }

  /** Returns the upper edge of the bucket in which the quantile lies. */
  Duration quantile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * total));
    long below = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      below += counts[bucket];
      if (below >= rank) {
        return Duration.ofNanos((long) (MIN_NANOS * Math.pow(2, (double) bucket / SCALE)));
      }
    }
    return Duration.ZERO;
  }
}

package io.github.mirror4j.compare.count;

import io.github.mirror4j.rule.CheckReturnValue;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often a copy took how long, in buckets that grow by 9 %: base-2 exponential buckets of scale
 * 3, in seconds, as histograms of OpenTelemetry and native ones of Prometheus have them, so that
 * they can be added up. Bucket {@code i} is for what takes more than {@code 2^(i/8)} seconds, up to
 * {@code 2^((i+1)/8)}.
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public final class LatencyHistogram {

  /** Buckets for each doubling of the time: 2 to the scale. */
  private static final int PER_OCTAVE = 8;

  private static final double NANOS_OF_SECOND = 1e9;

  /** What takes less than a microsecond is in the first bucket. */
  private static final int FIRST = -20 * PER_OCTAVE;

  /** What takes more than four minutes is in the last bucket. */
  private static final int LAST = 8 * PER_OCTAVE - 1;

  private final long[] counts = new long[LAST - FIRST + 1];
  private long total;

  public void add(long nanos) {
    double octaves = Math.log(Math.max(1, nanos) / NANOS_OF_SECOND) / Math.log(2);
    add((int) Math.ceil(octaves * PER_OCTAVE) - 1, 1);
  }

  /** Adds to a bucket; those beyond the first and the last are counted there. */
  public void add(int bucket, long count) {
    counts[Math.clamp(bucket, FIRST, LAST) - FIRST] += count;
    total += count;
  }

  @CheckReturnValue
  public LatencyHistogram copy() {
    LatencyHistogram copy = new LatencyHistogram();
    System.arraycopy(counts, 0, copy.counts, 0, counts.length);
    copy.total = total;
    return copy;
  }

  /** Returns the buckets that are not empty, with their counts. */
  public SortedMap<Integer, Long> buckets() {
    SortedMap<Integer, Long> buckets = new TreeMap<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        buckets.put(FIRST + i, counts[i]);
      }
    }
    return buckets;
  }

  public long total() {
    return total;
  }

  /** Returns the upper edge of the bucket in which the quantile lies. */
  public Duration quantile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * total));
    long below = 0;
    for (int i = 0; i < counts.length; i++) {
      below += counts[i];
      if (below >= rank) {
        double octaves = (double) (FIRST + i + 1) / PER_OCTAVE;
        return Duration.ofNanos((long) (NANOS_OF_SECOND * Math.pow(2, octaves)));
      }
    }
    return Duration.ZERO;
  }
}

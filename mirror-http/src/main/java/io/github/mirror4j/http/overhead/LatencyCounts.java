package io.github.mirror4j.http.overhead;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How often calls took how long, in buckets that are less than 1 % wide. Adding takes no lock and
 * allocates nothing. Thread-safe.
 */
final class LatencyCounts {

  /** Each power of two is divided into 2^7 buckets. */
  private static final int BITS = 7;

  private static final int PER_OCTAVE = 1 << BITS;

  /** 2^10 ns, about a microsecond; what is shorter counts as this. */
  private static final int FIRST_OCTAVE = 10;

  /** Up to 2^37 ns, about two minutes; what is longer counts as this. */
  private static final int OCTAVES = 27;

  private static final long MIN_NANOS = 1L << FIRST_OCTAVE;
  private static final long MAX_NANOS = (1L << (FIRST_OCTAVE + OCTAVES)) - 1;

  private final AtomicIntegerArray counts = new AtomicIntegerArray(OCTAVES * PER_OCTAVE);

  void add(long nanos) {
    long within = Math.clamp(nanos, MIN_NANOS, MAX_NANOS);
    int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(within);
    int part = (int) (within >>> (octave - BITS)) & (PER_OCTAVE - 1);
    counts.incrementAndGet((octave - FIRST_OCTAVE) * PER_OCTAVE + part);
  }

  /**
   * Returns a quantile in nanoseconds, by a line through the bucket in which it lies.
   *
   * @param share the quantile, such as 0.99
   * @param calls how many calls there were, among them those that are not counted because they have
   *     not ended: these took longest
   * @return the quantile; infinite if it is a call that has not ended, NaN if there was no call
   */
  double quantile(double share, long calls) {
    if (calls == 0) {
      return Double.NaN;
    }
    double rank = share * calls;
    long below = 0;
    for (int bucket = 0; bucket < counts.length(); bucket++) {
      int here = counts.get(bucket);
      if (here > 0 && below + here >= rank) {
        double width = (double) edge(bucket + 1) - edge(bucket);
        return edge(bucket) + width * Math.max(0, rank - below) / here;
      }
      below += here;
    }
    return Double.POSITIVE_INFINITY;
  }

  private static long edge(int bucket) {
    long octave = 1L << (FIRST_OCTAVE + bucket / PER_OCTAVE);
    return octave + octave / PER_OCTAVE * (bucket % PER_OCTAVE);
  }
}

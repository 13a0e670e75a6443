package io.github.mirror4j.compare.bound;

import java.util.Arrays;

/**
 * Between which limits the median of a ratio lies, from pairs that were measured in random order.
 *
 * <p>A limit is proven by a sign test: if the true ratio were at the limit, each pair would be as
 * likely above it as below. The test's evidence is the {@link Mixture} of the comparison, so the
 * limits hold at every look at once. They assume nothing about how the figures are distributed. Not
 * thread-safe.
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public final class MedianRatio {

  private double[] ratios = new double[16];
  private int count;

  /** Creates one without pairs. */
  public MedianRatio() {}

  /**
   * Adds a pair.
   *
   * @param ratio the first figure of the pair as a multiple of the second; at least 0, may be
   *     infinite
   */
  public void add(double ratio) {
    if (count == ratios.length) {
      ratios = Arrays.copyOf(ratios, 2 * count);
    }
    ratios[count++] = ratio;
  }

  /**
   * Returns the number of pairs.
   *
   * @return the number
   */
  public int count() {
    return count;
  }

  /**
   * Returns what the pairs say.
   *
   * @param level how likely it may be that the ratio ever lies outside of the limits, such as 0.05
   * @return the median of the pairs and its limits
   */
  public Interval interval(double level) {
    double[] sorted = Arrays.copyOf(ratios, count);
    Arrays.sort(sorted);
    int needed = needed(level / 2);
    return needed > count
        ? new Interval(median(sorted), 0, Double.POSITIVE_INFINITY)
        : new Interval(median(sorted), sorted[count - needed], sorted[needed - 1]);
  }

  /** How many pairs on one side prove that the median is there; more than there are if none do. */
  private int needed(double level) {
    Mixture above = Mixture.above(0);
    double proof = -Math.log(level);
    int proven = count + 1;
    int open = count / 2;
    while (proven - open > 1) {
      int middle = (proven + open) / 2;
      if (above.logEvidence(middle, count - middle, 0) >= proof) {
        proven = middle;
      } else {
        open = middle;
      }
    }
    return proven;
  }

  private static double median(double[] sorted) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double below = sorted[(sorted.length - 1) / 2];
    double above = sorted[sorted.length / 2];
    return below == above ? above : below + (above - below) / 2; // equal ones may be infinite
  }

  /**
   * A median and its limits.
   *
   * @param median the median of the pairs; NaN without pairs
   * @param lower the true ratio is at least this
   * @param upper the true ratio is at most this; infinite where nothing is proven
   */
  public record Interval(double median, double lower, double upper) {}
}

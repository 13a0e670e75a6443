package io.github.mirror4j.compare.evidence;

/**
 * Between which limits theta lies, at a level: limits that hold at every look at once.
 *
 * @param lower theta is above it, but for a share of {@code level} of all comparisons
 * @param upper theta is below it, but for a share of {@code level} of all comparisons
 */
record Bounds(double lower, double upper) {

  private static final double EDGE = 0.999999;
  private static final int STEPS = 50;

  /** What is known when nothing was counted. */
  static final Bounds UNKNOWN = new Bounds(-1, 1);

  /**
   * Finds both limits by bisection: some hundred microseconds, for whoever reads a report.
   *
   * @param counts the counts for the lower limit
   * @param worst the counts for the upper limit
   * @param lowerLevel the level of the lower limit
   * @param upperLevel the level of the upper limit
   */
  static Bounds of(Counts counts, Counts worst, double lowerLevel, double upperLevel) {
    return new Bounds(lower(counts, lowerLevel), upper(worst, upperLevel));
  }

  static double lower(Counts counts, double level) {
    if (counts.n() == 0) {
      return UNKNOWN.lower;
    }
    double needed = -Math.log(level);
    double low = -EDGE;
    double high = Math.min(counts.rate(), EDGE);
    for (int step = 0; step < STEPS; step++) {
      double middle = (low + high) / 2;
      if (counts.log(Mixture.above(middle)) >= needed) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  static double upper(Counts counts, double level) {
    if (counts.n() == 0) {
      return UNKNOWN.upper;
    }
    double needed = -Math.log(level);
    double low = Math.max(counts.rate(), -EDGE);
    double high = EDGE;
    for (int step = 0; step < STEPS; step++) {
      double middle = (low + high) / 2;
      if (counts.log(Mixture.below(middle)) >= needed) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }
}

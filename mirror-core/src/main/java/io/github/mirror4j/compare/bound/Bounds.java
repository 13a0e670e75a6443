package io.github.mirror4j.compare.bound;

import java.util.function.DoubleUnaryOperator;

/**
 * Between which limits theta lies, at a level: limits that hold at every look at once.
 *
 * @param lower theta is above it, but for a share of {@code level} of all comparisons
 * @param upper theta is below it, but for a share of {@code level} of all comparisons
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public record Bounds(double lower, double upper) {

  private static final double EDGE = 0.999999;
  private static final int STEPS = 80;
  private static final double PRECISION = 1e-11;

  /** The limits when nothing was counted. */
  public static final Bounds UNKNOWN = new Bounds(-1, 1);

  /**
   * Finds both limits, in some hundred microseconds: for those who read a report.
   *
   * @param counts the counts for the lower limit
   * @param worst the counts for the upper limit
   * @param lowerLevel the level of the lower limit
   * @param upperLevel the level of the upper limit
   */
  public static Bounds of(Counts counts, Counts worst, double lowerLevel, double upperLevel) {
    return new Bounds(lower(counts, lowerLevel), upper(worst, upperLevel));
  }

  public static double lower(Counts counts, double level) {
    if (counts.n() == 0) {
      return UNKNOWN.lower;
    }
    double needed = -Math.log(level);
    return edge(
        limit -> counts.log(Mixture.above(limit)) - needed, -EDGE, Math.min(counts.rate(), EDGE));
  }

  public static double upper(Counts counts, double level) {
    if (counts.n() == 0) {
      return UNKNOWN.upper;
    }
    double needed = -Math.log(level);
    return edge(
        limit -> counts.log(Mixture.below(limit)) - needed, EDGE, Math.max(counts.rate(), -EDGE));
  }

  /**
   * Returns the limit next to the counts of those that are proven. Halves the interval and draws a
   * line through its ends by turns, which takes a third of the steps of halving alone.
   *
   * @param proof positive where a limit is proven
   * @param far a limit that is proven, if any is
   * @param near a limit that is not
   */
  private static double edge(DoubleUnaryOperator proof, double far, double near) {
    double proven = far;
    double open = near;
    double above = proof.applyAsDouble(proven);
    double below = proof.applyAsDouble(open);
    for (int step = 0; step < STEPS && Math.abs(proven - open) > PRECISION; step++) {
      double share = step % 2 == 0 || above <= 0 ? 0.5 : above / (above - below);
      double middle = proven + share * (open - proven);
      double value = proof.applyAsDouble(middle);
      if (value >= 0) {
        proven = middle;
        above = value;
      } else {
        open = middle;
        below = value;
      }
    }
    return proven;
  }
}

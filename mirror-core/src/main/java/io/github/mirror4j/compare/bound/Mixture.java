package io.github.mirror4j.compare.bound;

/**
 * The mixture of bets against one claim about theta, which is how much more often the candidate is
 * worse than the baseline is. Immutable: the logarithms of a claim are taken once.
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public final class Mixture {

  private final double[] worse = new double[BettingGrid.POINTS];
  private final double[] same = new double[BettingGrid.POINTS];
  private final double[] better = new double[BettingGrid.POINTS];

  private Mixture() {}

  /**
   * Bets that theta is above a limit.
   *
   * @param limit the limit, between -1 and 1, both excluded
   */
  public static Mixture above(double limit) {
    Mixture mixture = new Mixture();
    for (int i = 0; i < BettingGrid.POINTS; i++) {
      double u = BettingGrid.fraction(i);
      mixture.worse[i] = Math.log1p(u * (1 - limit) / (1 + limit));
      mixture.same[i] = Math.log1p(-u * limit / (1 + limit));
      mixture.better[i] = Math.log1p(-u);
    }
    return mixture;
  }

  /**
   * Bets that theta is below a limit.
   *
   * @param limit the limit, between -1 and 1, both excluded
   */
  public static Mixture below(double limit) {
    Mixture mixture = new Mixture();
    for (int i = 0; i < BettingGrid.POINTS; i++) {
      double u = BettingGrid.fraction(i);
      mixture.worse[i] = Math.log1p(-u);
      mixture.same[i] = Math.log1p(u * limit / (1 - limit));
      mixture.better[i] = Math.log1p(u * (1 + limit) / (1 - limit));
    }
    return mixture;
  }

  /**
   * Returns the natural logarithm of what the bets made of 1. It may be compared with the logarithm
   * of 1/level after each triple.
   *
   * @param b how often the candidate was worse
   * @param c how often the baseline was worse
   * @param ties how often they were alike
   */
  public double logEvidence(double b, double c, double ties) {
    double[] logs = new double[BettingGrid.POINTS];
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < BettingGrid.POINTS; i++) {
      logs[i] =
          BettingGrid.logWeight(i)
              + power(worse[i], b)
              + power(better[i], c)
              + power(same[i], ties);
      largest = Math.max(largest, logs[i]);
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - largest);
    }
    return largest + Math.log(sum);
  }

  /**
   * By how much one bet grows with each triple on average, as a logarithm.
   *
   * @param point the bet
   * @param worseShare the share of triples in which only the candidate is worse
   * @param betterShare the share of triples in which only the baseline is worse
   */
  public double growth(int point, double worseShare, double betterShare) {
    return power(worse[point], worseShare)
        + power(better[point], betterShare)
        + power(same[point], 1 - worseShare - betterShare);
  }

  /** 0 to the power of 0 is 1. */
  private static double power(double log, double exponent) {
    return exponent == 0 ? 0 : exponent * log;
  }
}

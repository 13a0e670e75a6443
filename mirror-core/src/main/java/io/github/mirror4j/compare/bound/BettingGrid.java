package io.github.mirror4j.compare.bound;

/**
 * The bets of which evidence is a mixture: 25 fractions of the largest bet that cannot lose more
 * than everything, each with its weight.
 *
 * <p>A mixture of constant bets needs only counts, so that the evidence of several processes adds
 * up, and it is valid at any time (Waudby-Smith and Ramdas, Estimating means of bounded random
 * variables by betting; Ville's inequality).
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public final class BettingGrid {

  /** How many bets the mixture has. */
  public static final int POINTS = 25;

  private static final int EVEN = 16;
  private static final int MIN_POWER = 5;

  private static final double[] FRACTIONS = new double[POINTS];
  private static final double[] LOG_WEIGHTS = new double[POINTS];

  static {
    FRACTIONS[0] = 1;
    LOG_WEIGHTS[0] = Math.log(0.20);
    for (int i = 0; i < EVEN; i++) {
      FRACTIONS[1 + i] = 1 - (i + 0.5) / EVEN;
      LOG_WEIGHTS[1 + i] = Math.log(0.45 / EVEN);
    }
    int powers = POINTS - 1 - EVEN;
    for (int i = 0; i < powers; i++) {
      FRACTIONS[1 + EVEN + i] = Math.scalb(1.0, -(MIN_POWER + i));
      LOG_WEIGHTS[1 + EVEN + i] = Math.log(0.35 / powers);
    }
  }

  private BettingGrid() {}

  public static double fraction(int point) {
    return FRACTIONS[point];
  }

  public static double logWeight(int point) {
    return LOG_WEIGHTS[point];
  }
}

package io.github.mirror4j.compare.bound;

/**
 * How many more informative triples a proof is likely to take if things go on as they did. An order
 * of magnitude: the median of forecasts is right within some 30 %, single ones are not.
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public final class Forecast {

  /** What more traffic alone will not bring about. */
  public static final double NEVER = Double.POSITIVE_INFINITY;

  private Forecast() {}

  /**
   * Until theta is proven to be below a margin.
   *
   * @param counts the counts so far
   * @param margin the margin
   * @param level the level of the proof
   */
  public static double untilFine(Counts counts, double margin, double level) {
    return further(counts, Mixture.below(margin), level);
  }

  /**
   * Until theta is proven to be above a margin.
   *
   * @param counts the counts so far
   * @param margin the margin
   * @param level the level of the proof
   */
  public static double untilWorse(Counts counts, double margin, double level) {
    return further(counts, Mixture.above(margin), level);
  }

  private static double further(Counts counts, Mixture mixture, double level) {
    double needed = -Math.log(level);
    double now = counts.log(mixture);
    if (now >= needed) {
      return 0;
    }
    boolean isClean = counts.b() + counts.c() == 0;
    double all = counts.n() + 1.5;
    double worse = isClean ? 0 : (counts.b() + 0.5) / all;
    double better = isClean ? 0 : (counts.c() + 0.5) / all;
    double fewest = NEVER;
    for (int i = 0; i < BettingGrid.POINTS; i++) {
      double growth = mixture.growth(i, worse, better);
      if (growth > 0) {
        double start = Math.max(now, BettingGrid.logWeight(i));
        fewest = Math.min(fewest, (needed - start) / growth);
      }
    }
    return fewest;
  }

  /**
   * How many triples without any difference prove that theta is below a margin: what SAFE needs at
   * least.
   *
   * @param margin the margin
   * @param level the level of the proof
   */
  public static long cleanTriples(double margin, double level) {
    Mixture mixture = Mixture.below(margin);
    double needed = -Math.log(level);
    long high = 1;
    while (new Counts(high, 0, 0, 0).log(mixture) < needed) {
      high *= 2;
    }
    long low = high / 2;
    while (high - low > 1) {
      long middle = (low + high) / 2;
      if (new Counts(middle, 0, 0, 0).log(mixture) >= needed) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }
}

package io.github.mirror4j.examples.bench.load;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;

/** How much of a result is chance: what it would be with other rounds of the same kind. */
final class Resampling {

  private static final int TIMES = 1_000;
  private static final long SEED = 1;

  private Resampling() {}

  /**
   * The ratio of two medians, and where the middle half of its resamplings lies (bootstrap: as many
   * values are drawn, with repetition). The same values give the same result.
   */
  static Spread ratioOfMedians(double[] values, double[] baseline) {
    if (values.length == 0 || baseline.length == 0) {
      return Spread.NONE;
    }
    Random random = new Random(SEED);
    Spread resampled =
        Spread.of(
            DoubleStream.generate(
                    () -> median(draw(values, random)) / median(draw(baseline, random)))
                .limit(TIMES)
                .toArray());
    return new Spread(
        median(values) / median(baseline), resampled.low(), resampled.high(), values.length);
  }

  private static double[] draw(double[] values, Random random) {
    double[] drawn = new double[values.length];
    Arrays.setAll(drawn, i -> values[random.nextInt(values.length)]);
    return drawn;
  }

  private static double median(double[] values) {
    return Spread.of(values).median();
  }
}

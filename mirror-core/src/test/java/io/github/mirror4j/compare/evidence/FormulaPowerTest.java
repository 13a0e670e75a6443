package io.github.mirror4j.compare.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mirror4j.compare.bound.Mixture;
import io.github.mirror4j.compare.count.Tally;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many triples one check takes, at the level of 5 % and with a look every 2 %. The numbers to
 * meet come from simulations in numpy.
 */
class FormulaPowerTest {

  private static final int RUNS = 200;
  private static final double NEEDED = -Math.log(0.05);
  private static final double NEAR = 0.2;

  @ParameterizedTest
  @CsvSource({"0.01, 0, 580", "0.01, 0.001, 690", "0.01, 0.01, 2260", "0.05, 0.1, 920"})
  void toProveThatItIsWorse(double extra, double noise, int median) {
    assertEquals(median, median(extra, noise, Mixture.above(0)), NEAR * median);
  }

  @ParameterizedTest
  @CsvSource({"0.01, 0, 416", "0.005, 0.001, 1140", "0.01, 0.01, 1720"})
  void toProveThatItIsFine(double margin, double noise, int median) {
    assertEquals(median, median(0, noise, Mixture.below(margin)), NEAR * median);
  }

  private static double median(double extra, double noise, Mixture mixture) {
    long[] all = new long[RUNS];
    for (int run = 0; run < RUNS; run++) {
      all[run] = triples(new SplittableRandom(run), extra, noise, mixture);
    }
    Arrays.sort(all);
    return all[RUNS / 2];
  }

  private static long triples(
      SplittableRandom random, double extra, double noise, Mixture mixture) {
    Tally tally = new Tally();
    long look = 20;
    for (long n = 1; n < 100_000; n++) {
      boolean candidate = random.nextDouble() < extra || random.nextDouble() < noise;
      boolean baseline = random.nextDouble() < noise;
      tally.add(candidate, baseline);
      if (n >= look) {
        if (tally.counts().log(mixture) >= NEEDED) {
          return n;
        }
        look = Math.max(n + 1, (long) (1.02 * n));
      }
    }
    return Long.MAX_VALUE;
  }
}

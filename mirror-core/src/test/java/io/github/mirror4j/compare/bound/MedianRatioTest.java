package io.github.mirror4j.compare.bound;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.bound.MedianRatio.Interval;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits of a median ratio hold at every look, and close in on what is true. */
class MedianRatioTest {

  private static final double LEVEL = 0.05;

  @Test
  void knowsNothingWithoutPairs() {
    Interval interval = new MedianRatio().interval(LEVEL);

    assertThat(interval.median()).isNaN();
    assertThat(interval.lower()).isZero();
    assertThat(interval.upper()).isInfinite();
  }

  @ParameterizedTest
  @CsvSource({
    "1.2, 1.2",
    "2 1, 1.5",
    "3 1 2, 2",
    "8 1 4 2, 3",
    "1 1 1 9, 1",
    "0 0, 0",
    "1 Infinity, Infinity",
    "1 Infinity Infinity, Infinity",
    "1 Infinity Infinity Infinity, Infinity",
    "1 2 3 Infinity, 2.5"
  })
  void theMedianLiesInTheMiddle(String pairs, double median) {
    MedianRatio ratio = new MedianRatio();
    List<String> all = List.of(pairs.split(" "));
    all.forEach(each -> ratio.add(Double.parseDouble(each)));

    assertThat(ratio.count()).isEqualTo(all.size());
    assertThat(ratio.interval(LEVEL).median()).isEqualTo(median);
  }

  @Test
  void thereMayBeManyPairs() {
    MedianRatio ratio = new MedianRatio();
    for (int i = 100; i > 0; i--) {
      ratio.add(i);
    }

    // 68 of 100 on one side prove it at half of the level, as another implementation says.
    assertThat(ratio.interval(LEVEL)).isEqualTo(new Interval(50.5, 33, 68));
    assertThat(ratio.count()).isEqualTo(100);
  }

  @Test
  void sixPairsProveNothingAndSevenDo() {
    MedianRatio ratio = new MedianRatio();
    for (int i = 1; i <= 6; i++) {
      ratio.add(1 + i / 100.0);
    }
    assertThat(ratio.interval(LEVEL).lower()).isZero();

    ratio.add(1.07);

    assertThat(ratio.interval(LEVEL)).isEqualTo(new Interval(1.04, 1.01, 1.07));
  }

  @Test
  void aPairThatNeverEndedIsOnlyALargeOne() {
    MedianRatio ratio = new MedianRatio();
    for (int i = 0; i < 40; i++) {
      ratio.add(i == 0 ? Double.POSITIVE_INFINITY : 1 + i / 1000.0);
    }

    Interval interval = ratio.interval(LEVEL);

    assertThat(interval.median()).isBetween(1.01, 1.03);
    assertThat(interval.upper()).isFinite();
  }

  /** Looked at after every pair, as somebody does who watches a page. */
  @Test
  void atMostOneInTwentyIsEverWrong() {
    int wrong = 0;
    int experiments = 600;
    for (int seed = 0; seed < experiments; seed++) {
      Random random = new Random(seed);
      MedianRatio ratio = new MedianRatio();
      boolean everWrong = false;
      for (int pair = 0; pair < 150 && !everWrong; pair++) {
        ratio.add(1.1 * noise(random) / noise(random));
        Interval interval = ratio.interval(LEVEL);
        everWrong = interval.lower() > 1.1 || interval.upper() < 1.1;
      }
      wrong += everWrong ? 1 : 0;
    }
    assertThat(wrong).isLessThanOrEqualTo(experiments / 20);
  }

  @Test
  void findsAFifthMoreAmongTheNoiseInTwoHundredPairs() {
    Random random = new Random(7);
    MedianRatio ratio = new MedianRatio();
    for (int pair = 0; pair < 200; pair++) {
      ratio.add(1.2 * noise(random) / noise(random));
    }

    Interval interval = ratio.interval(LEVEL);

    assertThat(interval.lower()).isBetween(1.0, 1.2);
    assertThat(interval.upper()).isBetween(1.2, 1.45);
  }

  /** Heavy tails, as latencies have: one in twenty takes up to ten times as long. */
  private static double noise(Random random) {
    double usual = Math.exp(0.15 * random.nextGaussian());
    return random.nextInt(20) == 0 ? usual * (1 + 9 * random.nextDouble()) : usual;
  }
}

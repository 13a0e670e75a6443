package io.github.mirror4j.http.overhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quantiles from buckets are those of the times, within one percent. */
class LatencyCountsTest {

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.9, 0.99})
  void areWithinOnePercentOfTheExactOnes(double share) {
    Random random = new Random(3);
    LatencyCounts counts = new LatencyCounts();
    double[] times = new double[20_000];
    for (int i = 0; i < times.length; i++) {
      times[i] = 2_000 * Math.exp(6 * random.nextDouble());
      counts.add((long) times[i]);
    }
    Arrays.sort(times);

    double exact = times[(int) Math.ceil(share * times.length) - 1];

    assertThat(counts.quantile(share, times.length)).isCloseTo(exact, withinPercentage(1));
  }

  @Test
  void callsThatHaveNotEndedTookLongest() {
    LatencyCounts counts = new LatencyCounts();
    for (int i = 0; i < 98; i++) {
      counts.add(1_000_000);
    }

    assertThat(counts.quantile(0.5, 100)).isCloseTo(1_000_000, withinPercentage(1));
    assertThat(counts.quantile(0.99, 100)).isInfinite();
  }

  @Test
  void withoutCallsThereIsNoQuantile() {
    assertThat(new LatencyCounts().quantile(0.5, 0)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, 1_023, 1_024, 1L << 36, 1L << 37, Long.MAX_VALUE})
  void takesAnyTime(long nanos) {
    LatencyCounts counts = new LatencyCounts();

    counts.add(nanos);

    assertThat(counts.quantile(0.5, 1)).isBetween(1_024.0, (double) (1L << 37));
  }
}

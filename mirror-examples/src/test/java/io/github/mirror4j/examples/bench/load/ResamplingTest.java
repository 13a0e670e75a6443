package io.github.mirror4j.examples.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The ratio of two medians says how sure it is. */
class ResamplingTest {

  private static final double[] ONES = {1, 1, 1};

  @Test
  void valuesThatAreAllTheSameLeaveNothingToChance() {
    assertThat(Resampling.ratioOfMedians(new double[] {3, 3}, ONES))
        .isEqualTo(new Spread(3, 3, 3, 2));
  }

  @Test
  void oneOutlierDoesNotDecide() {
    assertThat(Resampling.ratioOfMedians(new double[] {2, 2, 2, 2, 900}, ONES).median())
        .isEqualTo(2);
  }

  @Test
  void moreRoundsAreSurer() {
    assertThat(width(spreadOver(100))).isLessThan(width(spreadOver(10)) / 2).isPositive();
  }

  @Test
  void theSameValuesGiveTheSameResult() {
    assertThat(spreadOver(10)).isEqualTo(spreadOver(10));
  }

  @Test
  void nothingMeasuredNothingSaid() {
    assertThat(Resampling.ratioOfMedians(new double[0], ONES)).isEqualTo(Spread.NONE);
    assertThat(Resampling.ratioOfMedians(ONES, new double[0])).isEqualTo(Spread.NONE);
  }

  private static Spread spreadOver(int count) {
    double[] values = IntStream.range(0, count).mapToDouble(i -> 1 + (double) i / count).toArray();
    return Resampling.ratioOfMedians(values, ONES);
  }

  private static double width(Spread spread) {
    return spread.high() - spread.low();
  }
}

package io.github.mirror4j.examples.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.examples.bench.load.Resampling.Fork;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The ratio of two medians says how sure it is. */
class ResamplingTest {

  private static final List<Double> ONES = List.of(1.0, 1.0, 1.0);

  @Test
  void valuesThatAreAllTheSameLeaveNothingToChance() {
    assertThat(Resampling.ratioOfMedians(List.of(fork(3, 3), fork(3))))
        .isEqualTo(new Spread(3, 3, 3, 3));
  }

  @Test
  void oneOutlierDoesNotDecide() {
    assertThat(Resampling.ratioOfMedians(List.of(fork(2, 2, 2, 2, 900))).median()).isEqualTo(2);
  }

  @Test
  void moreRoundsAreSurer() {
    assertThat(width(spreadOver(100))).isLessThan(width(spreadOver(10)) / 2).isPositive();
  }

  @Test
  void roundsOfOneProcessDoNotHideThatProcessesDiffer() {
    List<Fork> forks =
        List.of(fork(1, 1, 1), fork(2, 2, 2), fork(3, 3, 3), fork(4, 4, 4), fork(5, 5, 5));

    assertThat(Resampling.ratioOfMedians(forks)).isEqualTo(new Spread(3, 2, 4, 15));
  }

  @Test
  void aForkIsComparedWithWhatRanBesideIt() {
    Fork fast = new Fork(List.of(2.0, 2.0), List.of(1.0, 1.0));
    Fork slow = new Fork(List.of(20.0, 20.0), List.of(10.0, 10.0));

    assertThat(Resampling.ratioOfMedians(List.of(fast, slow))).isEqualTo(new Spread(2, 2, 2, 4));
  }

  @Test
  void theSameValuesGiveTheSameResult() {
    assertThat(spreadOver(10)).isEqualTo(spreadOver(10));
  }

  @Test
  void nothingMeasuredNothingSaid() {
    assertThat(Resampling.ratioOfMedians(List.of())).isEqualTo(Spread.NONE);
  }

  private static Fork fork(double... values) {
    return new Fork(DoubleStream.of(values).boxed().toList(), ONES);
  }

  private static Spread spreadOver(int count) {
    return Resampling.ratioOfMedians(
        List.of(
            fork(IntStream.range(0, count).mapToDouble(i -> 1 + (double) i / count).toArray())));
  }

  private static double width(Spread spread) {
    return spread.high() - spread.low();
  }
}

package io.github.mirror4j.examples.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Median and quartiles of known values. */
class SpreadTest {

  @Test
  void ofFiveValuesInAnyOrder() {
    assertThat(Spread.of(5, 1, 4, 2, 3)).isEqualTo(new Spread(3, 2, 4, 5));
  }

  @Test
  void liesBetweenTwoValuesWhereItMust() {
    assertThat(Spread.of(10, 20, 30, 40)).isEqualTo(new Spread(25, 17.5, 32.5, 4));
  }

  @Test
  void ofOneValueIsThatValue() {
    assertThat(Spread.of(7)).isEqualTo(new Spread(7, 7, 7, 1));
  }

  @Test
  void leavesOutWhatIsNoNumber() {
    assertThat(Spread.of(Double.NaN, 2, Double.POSITIVE_INFINITY)).isEqualTo(Spread.of(2));
    assertThat(Spread.of()).isEqualTo(Spread.NONE);
    assertThat(Spread.of(Double.NaN).isKnown()).isFalse();
  }

  @Test
  void saysWhetherALimitLiesInTheMiddleHalf() {
    Spread spread = Spread.of(1, 2, 3, 4, 5);

    assertThat(spread.straddles(2)).isTrue();
    assertThat(spread.straddles(4.1)).isFalse();
    assertThat(spread.straddles(1.9)).isFalse();
  }

  @Test
  void readsWell() {
    assertThat(Spread.of(1.234)).hasToString("1.23 [1.23-1.23]");
    assertThat(Spread.of(12.34, 1234)).hasToString("623 [318-929]");
    assertThat(Spread.NONE).hasToString("-");
  }
}

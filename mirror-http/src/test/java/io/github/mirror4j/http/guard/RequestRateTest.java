package io.github.mirror4j.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestRateTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final RequestRate rate = new RequestRate();

  @Test
  void aBurstHasAsManyAsASecond() {
    assertThat(takenAt(0, 5)).isEqualTo(5);
  }

  @Test
  void aSecondLaterThereAreAsManyAgain() {
    assertThat(takenAt(0, 5)).isEqualTo(5);
    assertThat(takenAt(SECOND, 5)).isEqualTo(5);
  }

  @Test
  void inALongTimeThereAreNoMoreThanTheRateAllows() {
    int taken = 0;
    for (long now = 0; now < 100 * SECOND; now += SECOND / 50) {
      taken += rate.tryTake(1, 5, 5, now) ? 1 : 0;
    }
    assertThat(taken).isBetween(500, 505);
  }

  @Test
  void severalAtOnceArePossibleAtAnyRate() {
    assertThat(rate.tryTake(3, 0.5, 0.5, 0)).isTrue();
    assertThat(rate.tryTake(3, 0.5, 0.5, SECOND)).isFalse();
    assertThat(rate.tryTake(3, 0.5, 0.5, 6 * SECOND)).isTrue();
  }

  @Test
  void whatIsGivenBackCanBeTakenAgain() {
    assertThat(takenAt(0, 5)).isEqualTo(5);
    rate.giveBack(2, 5, 5, 0, 0);
    assertThat(takenAt(0, 5)).isEqualTo(2);
  }

  @Test
  void whatIsGivenBackLateIsWorthNothing() {
    assertThat(takenAt(0, 5)).isEqualTo(5);
    assertThat(takenAt(SECOND, 5)).isEqualTo(5);
    rate.giveBack(5, 5, 5, 0, SECOND);
    assertThat(takenAt(SECOND, 5)).isZero();
  }

  @Test
  void twoEnginesHaveTogetherNoMoreThanTheLargerRate() {
    int taken = 0;
    for (long now = 0; now < 10 * SECOND; now += SECOND / 50) {
      taken += rate.tryTake(1, 5, 5, now) ? 1 : 0;
      taken += rate.tryTake(1, 2, 2, now) ? 1 : 0;
    }
    assertThat(taken).isLessThanOrEqualTo(55);
  }

  @Test
  void aBurstMayBeLargerThanTheCopiesOfASecond() {
    int taken = 0;
    while (rate.tryTake(1, 2, 10, 0)) {
      taken++;
    }
    assertThat(taken).isEqualTo(10);
    assertThat(rate.tryTake(1, 2, 10, SECOND / 2 - 1)).isFalse();
    assertThat(rate.tryTake(1, 2, 10, SECOND / 2)).isTrue();
  }

  @Test
  void aBurstMayBeSmallerThanTheCopiesOfASecond() {
    assertThat(rate.tryTake(1, 100, 1, 0)).isTrue();
    assertThat(rate.tryTake(1, 100, 1, SECOND / 100 - 1)).isFalse();
    assertThat(rate.tryTake(1, 100, 1, SECOND / 100)).isTrue();
  }

  @Test
  void askingWhetherAnyIsLeftTakesNone() {
    for (int i = 0; i < 100; i++) {
      assertThat(rate.isAnyLeft(5, 5, 0)).isTrue();
    }
    assertThat(takenAt(0, 5)).isEqualTo(5);
    assertThat(rate.isAnyLeft(5, 5, 0)).isFalse();
    assertThat(rate.isAnyLeft(5, 5, SECOND / 5)).isTrue();
  }

  @Test
  void theSlowestRateWithTheLargestBurstDoesNotOverflow() {
    assertThat(rate.tryTake(1, 0.001, 1_000_000, Long.MAX_VALUE - 1)).isTrue();
    assertThat(rate.isAnyLeft(0.001, 1_000_000, Long.MAX_VALUE - 1)).isTrue();
  }

  @Test
  void timeMayBeNegativeAndWrapAround() {
    assertThat(takenAt(Long.MAX_VALUE - SECOND / 2, 5)).isEqualTo(5);
    assertThat(takenAt(Long.MIN_VALUE + SECOND / 2 + 1, 5)).isEqualTo(5);
  }

  private int takenAt(long now, double perSecond) {
    int taken = 0;
    while (rate.tryTake(1, perSecond, perSecond, now)) {
      taken++;
    }
    return taken;
  }
}

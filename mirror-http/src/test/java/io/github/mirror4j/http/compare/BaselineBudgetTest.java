package io.github.mirror4j.http.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.guard.RequestRate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BaselineBudgetTest {

  private final AtomicLong now = new AtomicLong();
  private final ServiceLoad load = new ServiceLoad(0);
  private final BaselineBudget budget = budget(new BaselineLimits(1000, 0.1), true);

  @Test
  void aServiceGetsOneForEveryTenPrimaries() {
    primaries(100);
    assertThat(taken(budget, 1)).isEqualTo(10);
    primaries(10);
    assertThat(taken(budget, 1)).isEqualTo(1);
  }

  @Test
  void aConfirmationIsTakenWithTheBaseline() {
    primaries(29);
    assertThat(budget.tryTake(3)).isFalse();
    primaries(1);
    assertThat(budget.tryTake(3)).isTrue();
  }

  @Test
  void whatWasNotSentIsGivenBack() {
    primaries(30);
    assertThat(budget.tryTake(3)).isTrue();
    budget.giveBack(2, now.get());
    assertThat(taken(budget, 1)).isEqualTo(2);
  }

  @Test
  void theRateCountsToo() {
    BaselineBudget slow = budget(new BaselineLimits(5, 0.1), true);
    primaries(1000);
    assertThat(taken(slow, 1)).isEqualTo(5);
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(taken(slow, 1)).isEqualTo(5);
  }

  @Test
  void whatTheRateRefusesDoesNotCountForTheShare() {
    BaselineBudget slow = budget(new BaselineLimits(5, 0.1), true);
    primaries(60);
    assertThat(taken(slow, 1)).isEqualTo(5);
    assertThat(taken(budget, 1)).isEqualTo(1);
  }

  @Test
  void aDeploymentOfItsOwnHasNoShareToKeep() {
    assertThat(budget(new BaselineLimits(5, 0.1), false).tryTake(3)).isTrue();
  }

  @Test
  void afterAFailureTheServiceRestsForAMinute() {
    primaries(100);
    budget.rest();
    assertThat(budget.tryTake(1)).isFalse();
    now.addAndGet(Duration.ofSeconds(59).toNanos());
    assertThat(budget.tryTake(1)).isFalse();
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(budget.tryTake(1)).isTrue();
  }

  @Test
  void severalSlowOnesInARowGetTheServiceARest() {
    primaries(100);
    slow(true, true, false, true, true);
    assertThat(budget.tryTake(1)).isTrue();
    slow(true);
    assertThat(budget.tryTake(1)).isFalse();
    now.addAndGet(Duration.ofSeconds(61).toNanos());
    assertThat(budget.tryTake(1)).isTrue();
  }

  @Test
  void aDeploymentOfItsOwnMayBeSlow() {
    BaselineBudget own = budget(new BaselineLimits(5, 0.1), false);
    for (int i = 0; i < 10; i++) {
      own.responded(true);
    }
    assertThat(own.tryTake(1)).isTrue();
  }

  @Test
  void primariesOfLongAgoAllowNoBurst() {
    primaries(100_000);
    for (int minute = 0; minute < 20; minute++) {
      now.addAndGet(Duration.ofMinutes(1).toNanos());
      primaries(1);
    }
    assertThat(taken(budget, 1)).isLessThanOrEqualTo(1);
  }

  private BaselineBudget budget(BaselineLimits limits, boolean burdensPrimaries) {
    return new BaselineBudget(limits, new RequestRate(), load, burdensPrimaries, now::get);
  }

  private void slow(boolean... responses) {
    for (boolean isSlow : responses) {
      budget.responded(isSlow);
    }
  }

  private void primaries(int count) {
    for (int i = 0; i < count; i++) {
      budget.primary();
    }
  }

  private static int taken(BaselineBudget from, int requests) {
    int taken = 0;
    while (taken < 10_000 && from.tryTake(requests)) {
      taken++;
    }
    return taken;
  }
}

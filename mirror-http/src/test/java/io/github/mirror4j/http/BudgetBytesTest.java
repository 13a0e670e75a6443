package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.body.ByteBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The budget for bytes is exact: never over the limit, never refusing what fits. */
class BudgetBytesTest {

  @Test
  void whatFitsIsGrantedEvenAfterWhatDidNotFit() {
    ByteBudget budget = new ByteBudget(10);
    assertThat(budget.tryReserve(4)).isTrue();
    assertThat(budget.tryReserve(7)).isFalse();
    assertThat(budget.tryReserve(Long.MAX_VALUE)).isFalse();
    assertThat(budget.tryReserve(6)).isTrue();
    assertThat(budget.tryReserve(1)).isFalse();
    assertThat(budget.held()).isEqualTo(10);
  }

  @Test
  void nobodyEverSeesMoreThanTheLimit() throws Exception {
    ByteBudget budget = new ByteBudget(1_000);
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger granted = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Random random = new Random(t);
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < 200_000; i++) {
                      int bytes = 1 + random.nextInt(900);
                      if (budget.tryReserve(bytes)) {
                        granted.incrementAndGet();
                        over.compareAndSet(false, budget.held() > 1_000);
                        budget.release(bytes);
                      } else {
                        over.compareAndSet(false, budget.held() > 1_000);
                      }
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(over).isFalse();
    assertThat(granted).hasPositiveValue();
    assertThat(budget.held()).isZero();
  }
}

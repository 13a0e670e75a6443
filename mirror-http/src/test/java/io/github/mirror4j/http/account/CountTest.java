package io.github.mirror4j.http.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A count misses no change, also among the first ones of several threads. */
class CountTest {

  private static final int THREADS = 8;
  private static final int EACH = 1_000;

  @Test
  void isZeroAtFirst() {
    assertThat(new Count().sum()).isZero();
  }

  @Test
  void goesUpAndDown() {
    Count count = new Count();

    count.increment();
    count.increment();
    count.decrement();
    count.add(5);

    assertThat(count.sum()).isEqualTo(6);
  }

  @RepeatedTest(20)
  void missesNoneOfTheFirstChanges() throws InterruptedException {
    Count count = new Count();
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      threads.add(Thread.ofPlatform().start(() -> changeFrom(start, count)));
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(count.sum()).isEqualTo(THREADS * EACH);
  }

  private static void changeFrom(CountDownLatch start, Count count) {
    try {
      start.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (int i = 0; i < EACH; i++) {
      count.increment();
    }
  }
}

package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.settings.BackOffRange;
import io.github.mirror4j.http.settings.Limits;
import io.github.mirror4j.http.stats.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Callers never wait for each other when the time comes to try a failing mirror again. */
class FaultBackOffTest {

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicReference<Thread> held = new AtomicReference<>();
  private final CountDownLatch isHeld = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final Duration first = Duration.ofSeconds(1);
  private final Limits.Recovery recovery =
      new Limits.Recovery(new BackOffRange(first, first), Duration.ZERO);
  private final BackOff backOff = new BackOff(recovery, this::read);

  @Test
  void oneOfManySendsTheProbe() throws Exception {
    for (int round = 0; round < 200; round++) {
      fail();
      nanos.addAndGet(first.toNanos());
      AtomicInteger probes = new AtomicInteger();
      CountDownLatch begin = new CountDownLatch(1);
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        callers.add(Thread.ofPlatform().daemon().start(() -> tryToEnter(begin, probes)));
      }
      begin.countDown();
      for (Thread caller : callers) {
        assertThat(caller.join(Duration.ofSeconds(60))).isTrue();
      }
      assertThat(probes).hasValue(1);
      backOff.ended(new Outcome.Completed(200));
    }
  }

  private void tryToEnter(CountDownLatch begin, AtomicInteger probes) {
    try {
      begin.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (backOff.tryEnter()) {
      probes.incrementAndGet();
    }
  }

  private void fail() {
    for (int i = 0; i < Breaker.MIN_COPIES; i++) {
      assertThat(backOff.tryEnter()).isTrue();
      backOff.ended(new Outcome.TimedOut());
    }
  }

  @Test
  void whileOneAsksAnotherSendsTheProbe() throws Exception {
    fail();
    assertThat(backOff.isActive()).isTrue();
    nanos.addAndGet(first.toNanos());

    AtomicReference<Boolean> entered = new AtomicReference<>();
    Thread asking = Thread.ofPlatform().daemon().unstarted(() -> entered.set(backOff.tryEnter()));
    held.set(asking);
    asking.start();
    assertThat(isHeld.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(backOff.tryEnter()).isTrue();
    assertThat(backOff.isActive()).isTrue();

    gate.countDown();
    assertThat(asking.join(Duration.ofSeconds(60))).isTrue();
    assertThat(entered).hasValue(false);
    backOff.ended(new Outcome.Completed(200));
    assertThat(backOff.isActive()).isFalse();
  }

  /** The clock, which holds one thread while it asks. */
  private long read() {
    if (Thread.currentThread() == held.get()) {
      isHeld.countDown();
      try {
        boolean unused = gate.await(60, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return nanos.get();
  }
}

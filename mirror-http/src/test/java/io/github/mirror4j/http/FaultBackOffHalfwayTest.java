package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.settings.BackOffRange;
import io.github.mirror4j.http.settings.Limits;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.Outcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A step of the back-off that fails halfway, as on a stack or a heap that is used up, leaves it
 * usable: no mirror is left alone for ever, and none is sent all copies for ever.
 */
class FaultBackOffHalfwayTest {

  private static final Outcome FAILED = new Outcome.Failed(FailureCause.CONNECT);
  private static final Outcome COMPLETED = new Outcome.Completed(200);
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(4);

  /** So many of the deepest levels of a stack, from the first that has room for nothing. */
  private static final int LEVELS = 1_000;

  private final AtomicLong nanos = new AtomicLong();
  private final BackOff backOff = backOff();
  private int levels;

  /** A class that is first used on a used-up stack may be lost for good. */
  @BeforeEach
  void loadAll() {
    BackOff other = backOff();
    fail(other);
    pass(LONGEST);
    assertThat(other.tryEnter()).isTrue();
    other.ended(FAILED);
    pass(LONGEST);
    assertThat(other.tryEnter()).isTrue();
    other.ended(COMPLETED);
    assertThat(other.isActive()).isFalse();
  }

  @Test
  void theBeginOfAPause() throws Exception {
    atTheEndOfAStack(() -> backOff.ended(FAILED));

    assertThat(backOff.isActive()).isTrue();
    assertThatItRecovers();
  }

  @Test
  void theProbe() throws Exception {
    fail(backOff);
    pass(FIRST);
    atTheEndOfAStack(
        () -> {
          if (backOff.tryEnter()) {
            backOff.unused();
          }
        });

    assertThatItRecovers();
  }

  @Test
  void theProbesSuccess() throws Exception {
    fail(backOff);
    pass(FIRST);
    assertThat(backOff.tryEnter()).isTrue();
    atTheEndOfAStack(() -> backOff.ended(COMPLETED));

    assertThat(backOff.isActive()).isFalse();
    fail(backOff);
    assertThat(backOff.isActive()).isTrue();
    assertThatItRecovers();
  }

  @Test
  void theProbesFailure() throws Exception {
    fail(backOff);
    pass(FIRST);
    assertThat(backOff.tryEnter()).isTrue();
    atTheEndOfAStack(() -> backOff.ended(FAILED));

    assertThat(backOff.isActive()).isTrue();
    assertThatItRecovers();
  }

  private void assertThatItRecovers() {
    pass(LONGEST);
    assertThat(backOff.isActive()).isFalse();
    assertThat(backOff.tryEnter()).isTrue();
    assertThat(backOff.tryEnter()).isFalse();
    backOff.ended(COMPLETED);
    assertThat(backOff.isActive()).isFalse();
    fail(backOff);
    assertThat(backOff.isActive()).isTrue();
  }

  private static void fail(BackOff mirror) {
    for (int i = 0; i < Breaker.WINDOW; i++) {
      mirror.ended(FAILED);
    }
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private BackOff backOff() {
    Limits.Recovery recovery = new Limits.Recovery(new BackOffRange(FIRST, LONGEST), Duration.ZERO);
    return new BackOff(recovery, nanos::get);
  }

  private void atTheEndOfAStack(Runnable step) throws Exception {
    Thread thread = new Thread(null, () -> descend(step), "deep", 512 << 10);
    thread.start();
    thread.join();
    assertThat(levels).isEqualTo(LEVELS);
  }

  /** To the end of the stack, and then up again, with the step at each of the deepest levels. */
  @SuppressWarnings("EmptyCatch")
  private void descend(Runnable step) {
    try {
      descend(step);
    } catch (StackOverflowError e) {
      // This is the bottom, or not far from it.
    }
    if (levels < LEVELS) {
      levels++;
      try {
        step.run();
      } catch (StackOverflowError e) {
        // Here it fails halfway.
      }
    }
  }
}

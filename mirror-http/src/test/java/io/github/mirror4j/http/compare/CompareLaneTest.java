package io.github.mirror4j.http.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompareLaneTest {

  private final CompareLane lane =
      new CompareLane(Thread.ofPlatform().daemon().name("compare-", 0).factory());
  private final AtomicInteger run = new AtomicInteger();
  private final AtomicInteger stopped = new AtomicInteger();

  @BeforeEach
  void start() {
    lane.keepRunning();
  }

  @AfterEach
  void close() {
    lane.close();
  }

  @Test
  void twoRunAndSomeWaitAndFurtherOnesAreRefused() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    for (int i = 0; i < 2; i++) {
      offerBlocked(go);
    }
    for (int i = 0; i < CompareLane.MAX_WAITING; i++) {
      assertThat(lane.offer(counted(new CountDownLatch(1)))).isTrue();
    }
    assertThat(lane.offer(counted(new CountDownLatch(1)))).isFalse();
    go.countDown();
  }

  @Test
  void whatWaitsIsStoppedAtTheEnd() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    offerBlocked(go);
    offerBlocked(go);
    lane.offer(counted(new CountDownLatch(1)));
    lane.offer(counted(new CountDownLatch(1)));
    lane.close();
    assertThat(stopped).hasValue(2);
    assertThat(lane.offer(counted(new CountDownLatch(1)))).isFalse();
    go.countDown();
  }

  private void offerBlocked(CountDownLatch go) throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(1);
    assertThat(lane.offer(blocked(busy, go))).isTrue();
    busy.await();
  }

  /** A thread is woken for the first of some, and runs them together. */
  @Test
  void whatComesOneByOneIsGathered() throws Exception {
    List<Thread> workers = new CopyOnWriteArrayList<>();
    Duration hour = Duration.ofHours(1);
    CompareLane other =
        new CompareLane(
            task -> {
              Thread next = Thread.ofPlatform().daemon().unstarted(task);
              workers.add(next);
              return next;
            },
            hour,
            hour);
    other.keepRunning();
    awaitSleep(workers);
    CountDownLatch done = new CountDownLatch(CompareLane.MUCH);
    for (int i = 1; i < CompareLane.MUCH; i++) {
      assertThat(other.offer(counted(done))).isTrue();
    }
    awaitSleep(workers);
    assertThat(run).as("as long as they are few").hasValue(0);

    assertThat(other.offer(counted(done))).isTrue();
    done.await();
    other.close();
  }

  /** Who waits for pairs does not wait until more have come. */
  @Test
  void whatWasGatheredRunsAtOnceIfSomebodyWaitsForIt() throws Exception {
    Duration hour = Duration.ofHours(1);
    CompareLane other =
        new CompareLane(Thread.ofPlatform().daemon().name("compare-", 0).factory(), hour, hour);
    other.keepRunning();
    CountDownLatch done = new CountDownLatch(1);
    assertThat(other.offer(counted(done))).isTrue();

    while (!done.await(1, TimeUnit.MILLISECONDS)) {
      other.runGathered();
    }
    other.close();
  }

  private static void awaitSleep(List<Thread> workers) {
    while (!workers.stream().allMatch(it -> it.getState() == Thread.State.TIMED_WAITING)) {
      Thread.yield();
    }
  }

  /** A caller may hand something in; threads are started by copies. */
  @Test
  void handingInStartsNoThread() throws Exception {
    AtomicInteger started = new AtomicInteger();
    CompareLane other =
        new CompareLane(
            task -> {
              started.incrementAndGet();
              return Thread.ofPlatform().daemon().unstarted(task);
            });
    CountDownLatch done = new CountDownLatch(1);
    assertThat(other.offer(counted(done))).isTrue();
    assertThat(started).hasValue(0);
    other.keepRunning();
    done.await();
    other.close();
  }

  /** Two copies end at once: one is about to start a thread while the other looks. */
  @Test
  void aThreadThatIsAboutToStartIsNotReplaced() {
    AtomicInteger made = new AtomicInteger();
    AtomicReference<CompareLane> other = new AtomicReference<>();
    other.set(
        new CompareLane(
            task -> {
              boolean isFirst = made.getAndIncrement() == 0;
              return new Thread(task) {
                @Override
                public void start() {
                  if (isFirst) {
                    other.get().keepRunning();
                  }
                  setDaemon(true);
                  super.start();
                }
              };
            }));
    other.get().keepRunning();
    other.get().close();
    assertThat(made).hasValue(2);
  }

  @Test
  void aThreadThatCouldNotStartIsReplaced() throws Exception {
    AtomicBoolean isExhausted = new AtomicBoolean(true);
    CompareLane other =
        new CompareLane(
            task ->
                new Thread(task) {
                  @Override
                  public void start() {
                    if (isExhausted.getAndSet(false)) {
                      throw new OutOfMemoryError("no thread, for practice");
                    }
                    setDaemon(true);
                    super.start();
                  }
                });
    CountDownLatch done = new CountDownLatch(1);
    assertThat(other.offer(counted(done))).isTrue();
    assertThatThrownBy(other::keepRunning).isInstanceOf(OutOfMemoryError.class);
    other.keepRunning();
    done.await();
    other.close();
  }

  @Test
  void whatIsForLaterRunsOnceAndIsNotStoppedThen() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    assertThat(lane.later(counted(done), 1)).isTrue();
    done.await();
    lane.close();
    assertThat(run).hasValue(1);
    assertThat(stopped).hasValue(0);
  }

  @Test
  void whatIsForLaterIsStoppedAtTheEnd() {
    long hour = 3_600_000_000_000L;
    assertThat(lane.later(counted(new CountDownLatch(1)), hour)).isTrue();
    lane.close();
    assertThat(stopped).hasValue(1);
    assertThat(lane.later(counted(new CountDownLatch(1)), 1)).isFalse();
    assertThat(run).hasValue(0);
  }

  @Test
  void whatIsForLaterIsLimited() {
    long hour = 3_600_000_000_000L;
    for (int i = 0; i < CompareLane.MAX_TIMERS; i++) {
      assertThat(lane.later(counted(new CountDownLatch(1)), hour)).isTrue();
    }
    assertThat(lane.later(counted(new CountDownLatch(1)), hour)).isFalse();
  }

  private CompareLane.Task counted(CountDownLatch done) {
    return new CompareLane.Task() {
      @Override
      void execute() {
        run.incrementAndGet();
        done.countDown();
      }

      @Override
      void stop() {
        stopped.incrementAndGet();
      }
    };
  }

  private static CompareLane.Task blocked(CountDownLatch busy, CountDownLatch go) {
    return new CompareLane.Task() {
      @Override
      void execute() {
        busy.countDown();
        try {
          go.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }

      @Override
      void stop() {}
    };
  }
}

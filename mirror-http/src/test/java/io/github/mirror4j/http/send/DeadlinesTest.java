package io.github.mirror4j.http.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.guard.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Errors of the JVM, such as too little memory, end no deadline but the one they hit. */
class DeadlinesTest {

  private static final long SOON = Duration.ofMillis(10).toNanos();
  private static final Runnable NOT_LOST = () -> {};
  private static final long LATE = Duration.ofMinutes(1).toNanos();

  private final List<Thread> watchers = new CopyOnWriteArrayList<>();
  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void aCopyWhoseWatcherCouldNotBeStartedKeepsNoLaterOneAwake() throws Exception {
    Error failure = new OutOfMemoryError("on purpose");
    List<Error> failures = new CopyOnWriteArrayList<>(List.of(failure));
    Deadlines deadlines =
        new Deadlines(
            watching -> {
              if (!failures.isEmpty()) {
                throw failures.remove(0);
              }
              Thread watcher = Thread.ofVirtual().unstarted(watching);
              watchers.add(watcher);
              return watcher;
            });
    assertThatThrownBy(() -> deadlines.start(LATE, NOT_LOST)).isSameAs(failure);

    deadlines.end(deadlines.start(LATE, NOT_LOST));
    deadlines.close();

    assertThat(watchers).hasSize(1);
    assertThat(watchers.get(0).join(Fixtures.PATIENCE)).isTrue();
  }

  @Test
  void anErrorAmongTheDeadlinesLeavesTheOthersInForce() throws Exception {
    Deadlines deadlines = new Deadlines(task -> Thread.ofVirtual().unstarted(task));
    CountDownLatch hit = new CountDownLatch(1);
    Thread unlucky =
        new Thread(() -> deadlines.start(SOON, NOT_LOST)) {
          @Override
          public void interrupt() {
            hit.countDown();
            throw new OutOfMemoryError("on purpose");
          }
        };
    unlucky.start();
    Fixtures.await(hit);

    CompletableFuture<Boolean> expired = new CompletableFuture<>();
    Thread copy =
        Thread.ofVirtual()
            .start(
                () -> {
                  Deadlines.Watch watch = deadlines.start(SOON, NOT_LOST);
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    expired.complete(watch.isExpired());
                  } finally {
                    deadlines.end(watch);
                  }
                });

    assertThat(copy.join(Fixtures.PATIENCE)).isTrue();
    assertThat(expired).isCompletedWithValue(true);
  }

  @Test
  void anInterruptThatComesTooLateDoesNotOutliveTheWatch() throws Exception {
    Deadlines deadlines = new Deadlines(task -> Thread.ofVirtual().unstarted(task));
    CompletableFuture<Boolean> leaked = new CompletableFuture<>();
    Thread copy =
        Thread.ofVirtual()
            .start(
                () -> {
                  Deadlines.Watch watch = deadlines.start(SOON, NOT_LOST);
                  while (!watch.isExpired()) {
                    Thread.yield();
                  }
                  deadlines.end(watch);
                  leaked.complete(Thread.currentThread().isInterrupted());
                });

    assertThat(copy.join(Fixtures.PATIENCE)).isTrue();
    assertThat(leaked).isCompletedWithValue(false);
  }

  @Test
  void aCopyWhoseThreadNeverRunsAgainIsGivenUpOnce() throws Exception {
    Deadlines deadlines = new Deadlines(Threads.platform("given-up-"), Duration.ofMillis(1));
    AtomicInteger lost = new AtomicInteger();
    CountDownLatch first = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(
            () -> {
              var unused =
                  deadlines.start(
                      SOON,
                      () -> {
                        lost.incrementAndGet();
                        first.countDown();
                      });
            });
    Fixtures.await(first);

    CountDownLatch second = new CountDownLatch(1);
    Thread.ofVirtual().start(() -> deadlines.start(SOON, second::countDown));
    Fixtures.await(second);
    assertThat(lost).hasValue(1);
  }

  @Test
  void aWatcherThatDiedIsReplacedByTheNextCopy() throws Exception {
    AtomicInteger started = new AtomicInteger();
    Deadlines deadlines =
        new Deadlines(
            task ->
                Thread.ofPlatform().unstarted(started.getAndIncrement() == 0 ? () -> {} : task));
    deadlines.end(deadlines.start(LATE, NOT_LOST));
    assertThat(FaultResources.await(() -> started.get() == 1)).isTrue();

    CompletableFuture<Boolean> expired = new CompletableFuture<>();
    Thread copy =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!expired.isDone()) {
                    Deadlines.Watch watch = deadlines.start(SOON, NOT_LOST);
                    try {
                      boolean unused = never.await(1, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                      expired.complete(watch.isExpired());
                    } finally {
                      deadlines.end(watch);
                    }
                  }
                });

    assertThat(copy.join(Fixtures.PATIENCE)).isTrue();
    assertThat(expired).isCompletedWithValue(true);
    deadlines.close();
  }

  /** Both copies find that nobody watches; the watcher that has the place is never there. */
  @Test
  void aCopyIsWatchedAlthoughTheWatcherOfAnotherDoesNotStart() throws Exception {
    CountDownLatch firstLooked = new CountDownLatch(1);
    CountDownLatch secondLooked = new CountDownLatch(1);
    CountDownLatch placeIsTaken = new CountDownLatch(1);
    CountDownLatch secondWentOn = new CountDownLatch(1);
    AtomicInteger made = new AtomicInteger();
    Deadlines deadlines =
        new Deadlines(
            task -> {
              int place = made.getAndIncrement();
              if (place == 0) {
                firstLooked.countDown();
                awaitBriefly(secondLooked);
                return new Thread(task) {
                  @Override
                  public void start() {
                    placeIsTaken.countDown();
                    awaitBriefly(secondWentOn);
                    throw new OutOfMemoryError("on purpose");
                  }
                };
              }
              if (place == 1) {
                secondLooked.countDown();
                awaitBriefly(placeIsTaken);
              }
              return Thread.ofVirtual().unstarted(task);
            });
    Thread first = Thread.ofPlatform().unstarted(() -> deadlines.start(LATE, NOT_LOST));
    first.setUncaughtExceptionHandler((thread, failure) -> {});
    first.start();
    Fixtures.await(firstLooked);

    CountDownLatch expired = new CountDownLatch(1);
    Thread second =
        Thread.ofPlatform()
            .start(
                () -> {
                  Deadlines.Watch watch = deadlines.start(SOON, NOT_LOST);
                  secondWentOn.countDown();
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    expired.countDown();
                  } finally {
                    deadlines.end(watch);
                  }
                });

    Fixtures.await(expired);
    assertThat(second.join(Fixtures.PATIENCE)).isTrue();
    assertThat(first.join(Fixtures.PATIENCE)).isTrue();
    deadlines.close();
  }

  /** They are spread, not lost: also those that share a turn. */
  @Test
  void eachOfManyDeadlinesThatAreOverTogetherIsKept() throws Exception {
    int copies = 300;
    Deadlines deadlines = new Deadlines(Threads.platform("together-"));
    CountDownLatch expired = new CountDownLatch(copies);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < copies; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    Deadlines.Watch watch = deadlines.start(SOON, NOT_LOST);
                    try {
                      never.await();
                    } catch (InterruptedException e) {
                      expired.countDown();
                    } finally {
                      deadlines.end(watch);
                    }
                  }));
    }

    Fixtures.await(expired);
    for (Thread thread : threads) {
      assertThat(thread.join(Fixtures.PATIENCE)).isTrue();
    }
    deadlines.close();
  }

  private static void awaitBriefly(CountDownLatch latch) {
    try {
      boolean unused = latch.await(200, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

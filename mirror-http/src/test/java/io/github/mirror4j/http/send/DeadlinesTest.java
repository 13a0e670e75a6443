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
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Errors of the JVM, such as too little memory, end no deadline but the one they hit. */
class DeadlinesTest {

  private static final long SOON = Duration.ofMillis(10).toNanos();
  private static final Runnable NOT_LOST = () -> {};
  private static final long LATE = Duration.ofMinutes(1).toNanos();

  /** Each copy has a thread of its own. */
  private static final Executor COPIES = copy -> Thread.ofVirtual().start(copy);

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

    assertThat(CompletableFuture.supplyAsync(() -> reachesDeadline(deadlines), COPIES))
        .succeedsWithin(Fixtures.PATIENCE)
        .isEqualTo(true);
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

    CompletableFuture<Void> copies =
        CompletableFuture.runAsync(
            () -> {
              boolean isWatched = false;
              while (!isWatched) {
                isWatched = reachesDeadline(deadlines, Duration.ofSeconds(1), () -> {});
              }
            },
            COPIES);

    assertThat(copies).succeedsWithin(Fixtures.PATIENCE);
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

    CompletableFuture<Boolean> second =
        CompletableFuture.supplyAsync(
            () -> reachesDeadline(deadlines, Fixtures.PATIENCE, secondWentOn::countDown), COPIES);

    assertThat(second).succeedsWithin(Fixtures.PATIENCE).isEqualTo(true);
    assertThat(first.join(Fixtures.PATIENCE)).isTrue();
    deadlines.close();
  }

  /** They are spread, not lost: also those that share a turn. */
  @Test
  void eachOfManyDeadlinesThatAreOverTogetherIsKept() throws Exception {
    int copies = 300;
    Deadlines deadlines = new Deadlines(Threads.platform("together-"));
    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < copies; i++) {
      all.add(CompletableFuture.supplyAsync(() -> reachesDeadline(deadlines), COPIES));
    }

    assertThat(all)
        .allSatisfy(copy -> assertThat(copy).succeedsWithin(Fixtures.PATIENCE).isEqualTo(true));
    deadlines.close();
  }

  private boolean reachesDeadline(Deadlines deadlines) {
    return reachesDeadline(deadlines, Fixtures.PATIENCE, () -> {});
  }

  /** Waits for its deadline, as a copy does; returns whether that has interrupted it. */
  private boolean reachesDeadline(Deadlines deadlines, Duration longest, Runnable whenWatched) {
    Deadlines.Watch watch = deadlines.start(SOON, NOT_LOST);
    whenWatched.run();
    try {
      boolean unused = never.await(longest.toMillis(), TimeUnit.MILLISECONDS);
      return false;
    } catch (InterruptedException e) {
      return watch.isExpired();
    } finally {
      deadlines.end(watch);
    }
  }

  private static void awaitBriefly(CountDownLatch latch) {
    try {
      boolean unused = latch.await(200, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.github.mirror4j.http;

import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.guard.SingleDrainer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** Work that fails costs itself and nothing that comes later. */
class SingleDrainerTest {

  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final SingleDrainer turn =
      new SingleDrainer(
          task -> Thread.ofVirtual().uncaughtExceptionHandler((t, e) -> {}).unstarted(task),
          () -> tasks.poll().run(),
          () -> !tasks.isEmpty());

  @Test
  void whatWaitsBehindWorkThatFailsIsDone() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    tasks.add(SingleDrainerTest::fail);
    tasks.add(done::countDown);

    turn.wake();

    Fixtures.await(done);
  }

  @Test
  void whatComesAfterWorkThatFailedIsDone() throws Exception {
    Semaphore failing = new Semaphore(0);
    tasks.add(
        () -> {
          failing.release();
          fail();
        });
    turn.wake();
    failing.acquire();

    CountDownLatch done = new CountDownLatch(1);
    tasks.add(done::countDown);
    turn.wake();

    Fixtures.await(done);
  }

  private static void fail() {
    throw new OutOfMemoryError("on purpose");
  }
}

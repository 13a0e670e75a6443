package io.github.mirror4j.http.guard;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * What is to be closed together with mirroring, each once.
 *
 * <p>Goal: a resource that hangs or fails holds up neither the end of mirroring nor a carrier of
 * virtual threads. So all are closed on a platform thread. The end of mirroring waits for that
 * thread, but not for long.
 */
@SuppressWarnings("doclint:missing") // for this module only
public final class CloseOnEnd {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private static final Logger LOG = LogLines.MIRRORING;

  private final Queue<AutoCloseable> waiting = new ConcurrentLinkedQueue<>();
  private final InternalErrors errors;

  public CloseOnEnd(InternalErrors errors) {
    this.errors = errors;
  }

  public void add(AutoCloseable resource) {
    waiting.add(resource);
  }

  /** Closes all, and waits for that for a second at most. Never throws. */
  public void close() {
    if (waiting.isEmpty()) {
      return;
    }
    CountDownLatch done = new CountDownLatch(1);
    try {
      Thread closing =
          Threads.platform("mirror4j-close-")
              .newThread(
                  () -> {
                    closeAll();
                    done.countDown();
                  });
      closing.start();
      await(done, closing);
    } catch (Throwable e) {
      errors.add(FailedStep.CLOSE_CLIENT, e);
      closeAll();
    }
  }

  /** An interrupt of the caller is handed on to the resource, and stays the caller's. */
  private static void await(CountDownLatch done, Thread closing) {
    long end = System.nanoTime() + TIMEOUT.toNanos();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended && end - System.nanoTime() > 0) {
      try {
        ended = done.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
        closing.interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      LogLines.add(
          () ->
              LOG.warn(
                  "A resource registered with onClose takes longer than {} to close;"
                      + " no longer waiting for it",
                  TIMEOUT));
    }
  }

  private void closeAll() {
    for (AutoCloseable next = waiting.poll(); next != null; next = waiting.poll()) {
      try {
        next.close();
      } catch (Throwable e) {
        // Whatever it is: the clients are closed after this.
        LogLines.add(() -> LOG.warn("Could not close a resource registered with onClose", e));
      }
    }
  }
}

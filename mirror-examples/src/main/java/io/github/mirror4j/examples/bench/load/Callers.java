package io.github.mirror4j.examples.bench.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Callers that send, each on a virtual thread of its own.
 *
 * <p>Paced ones have a time for each request. Whoever is held up sends late, and the wait counts:
 * latency runs from the time at which the request was due (no coordinated omission).
 */
final class Callers {

  private final int count;
  private final Call call;

  /** Sends one request and waits for its response; throws if that fails. */
  interface Call {
    void run() throws Exception;
  }

  Callers(int count, Call call) {
    this.count = count;
    this.call = call;
  }

  Tally run(Mode mode, int rate, double seconds) throws InterruptedException {
    Tally tally = new Tally();
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    Thread[] threads = new Thread[count];
    for (int i = 0; i < count; i++) {
      long first = start + (long) (i * 1e9 / rate);
      long gap = (long) (count * 1e9 / rate);
      Runnable caller =
          mode == Mode.PACED ? () -> paced(first, gap, end, tally) : () -> closed(end, tally);
      threads[i] = Thread.ofVirtual().name("caller-", i).start(caller);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    tally.took(Duration.ofNanos(System.nanoTime() - start));
    return tally;
  }

  private void paced(long first, long gap, long end, Tally tally) {
    long due = first;
    while (due - end < 0) {
      long now = awaitTime(due);
      if (now - end >= 0) {
        tally.unsent(now - due);
      } else {
        send(due, now, tally);
      }
      due += gap;
    }
  }

  private void closed(long end, Tally tally) {
    long now = System.nanoTime();
    while (now - end < 0) {
      send(now, now, tally);
      now = System.nanoTime();
    }
  }

  private void send(long due, long sent, Tally tally) {
    try {
      call.run();
      long now = System.nanoTime();
      tally.completed(now - due, now - sent);
    } catch (Exception e) {
      tally.failed(e);
    }
  }

  private static long awaitTime(long time) {
    long now = System.nanoTime();
    while (time - now > 0) {
      LockSupport.parkNanos(Math.min(time - now, TimeUnit.SECONDS.toNanos(1)));
      now = System.nanoTime();
    }
    return now;
  }
}

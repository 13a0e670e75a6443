package io.github.mirror4j.http.compare;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many requests of its own a process may send in a second, over all engines.
 *
 * <p>The generic cell rate algorithm (ITU-T I.371): one number, the time at which the next request
 * would be due if all were sent at an even pace, which may be ahead of now by one second. Engines
 * with different rates share that number, so that together they never exceed the largest rate.
 * Lock-free.
 */
final class RequestRate {

  /** The one of this process. */
  static final RequestRate OF_PROCESS = new RequestRate();

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final AtomicLong due = new AtomicLong(Long.MIN_VALUE);

  /**
   * Takes the right to send requests.
   *
   * @param requests how many
   * @param perSecond how many a second may have, more than 0; a burst may have as many, or {@code
   *     requests} if that is more
   * @param now the time in ns
   * @return false if there is none left at present
   */
  boolean tryTake(int requests, double perSecond, long now) {
    long cost = cost(requests, perSecond);
    long burst = Math.max(SECOND, cost);
    long seen = due.get();
    while (true) {
      long start = seen == Long.MIN_VALUE || seen - now < 0 ? now : seen;
      if (start + cost - now > burst) {
        return false;
      }
      long witness = due.compareAndExchange(seen, start + cost);
      if (witness == seen) {
        return true;
      }
      seen = witness;
    }
  }

  /**
   * Gives the right back to send requests that were not sent after all. After a second it is worth
   * nothing: time has given it back already.
   *
   * @param takenAt when it was taken
   */
  void giveBack(int requests, double perSecond, long takenAt, long now) {
    if (now - takenAt >= SECOND) {
      return;
    }
    long cost = cost(requests, perSecond);
    due.updateAndGet(seen -> seen == Long.MIN_VALUE ? seen : seen - cost);
  }

  private static long cost(int requests, double perSecond) {
    return (long) (requests * (SECOND / perSecond));
  }
}

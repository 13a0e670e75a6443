package io.github.mirror4j.http.guard;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many requests may be sent in a second.
 *
 * <p>The generic cell rate algorithm (ITU-T I.371), which lets through what a token bucket does:
 * one number, the time at which the next request would be due if all were sent at an even pace,
 * which may be ahead of now by a burst. Users with different rates share that number, so that
 * together they never exceed the largest rate. Lock-free: no thread waits.
 */
public final class RequestRate {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final AtomicLong due = new AtomicLong(Long.MIN_VALUE);

  /** Creates a rate of which nothing is taken. */
  public RequestRate() {}

  /**
   * Takes the right to send requests.
   *
   * @param requests how many
   * @param perSecond how many a second may have, more than 0
   * @param burst how many there may be at once; {@code requests} if that is more
   * @param now the time in ns
   * @return false if there is none left at present
   */
  public boolean tryTake(int requests, double perSecond, double burst, long now) {
    long cost = cost(requests, perSecond);
    long ahead = Math.max(cost(burst, perSecond), cost);
    long seen = due.get();
    while (true) {
      long start = start(seen, now);
      if (start + cost - now > ahead) {
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
   * Returns whether the right to send a request is left at present, without taking it.
   *
   * @param perSecond how many a second may have, more than 0
   * @param burst how many there may be at once, at least 1
   * @param now the time in ns
   * @return whether it is left
   */
  public boolean isAnyLeft(double perSecond, double burst, long now) {
    return start(due.get(), now) + cost(1, perSecond) - now <= cost(burst, perSecond);
  }

  /**
   * Gives the right back to send requests that were not sent after all. After the time of a burst
   * it is worth nothing: time has given it back already.
   *
   * @param requests how many
   * @param perSecond how many a second may have
   * @param burst how many there may be at once
   * @param takenAt when it was taken
   * @param now the time in ns
   */
  public void giveBack(int requests, double perSecond, double burst, long takenAt, long now) {
    if (now - takenAt >= cost(burst, perSecond)) {
      return;
    }
    long cost = cost(requests, perSecond);
    for (long seen = due.get(); seen != Long.MIN_VALUE; seen = due.get()) {
      if (due.compareAndSet(seen, seen - cost)) { // No lambda: this needs no memory.
        return;
      }
    }
  }

  private static long start(long due, long now) {
    return due == Long.MIN_VALUE || due - now < 0 ? now : due;
  }

  private static long cost(double requests, double perSecond) {
    return (long) (requests * (SECOND / perSecond));
  }
}

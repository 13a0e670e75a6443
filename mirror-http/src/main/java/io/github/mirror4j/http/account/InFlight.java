package io.github.mirror4j.http.account;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The number of copies in flight, and a place to wait until there is none.
 *
 * <p>Counting takes no lock unless a thread waits at that moment. A waiting thread looks again
 * every {@value #MAX_WAIT} ns, in case the signal met an exhausted heap.
 */
@SuppressWarnings("doclint:missing") // for this module only
public final class InFlight {

  private static final long MAX_WAIT = 500_000_000;

  private final AtomicLong count = new AtomicLong();
  private final AtomicInteger waiters = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition none = lock.newCondition();

  public void started() {
    count.incrementAndGet();
  }

  public void ended() {
    if (count.decrementAndGet() == 0 && waiters.get() > 0) {
      signal();
    }
  }

  private void signal() {
    lock.lock();
    try {
      none.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public boolean isNone() {
    return count.get() == 0;
  }

  public boolean awaitNone(Duration timeout) throws InterruptedException {
    long left = toNanos(timeout);
    lock.lockInterruptibly();
    waiters.incrementAndGet();
    try {
      while (!isNone() && left > 0) {
        long slice = Math.min(left, MAX_WAIT);
        left -= slice - none.awaitNanos(slice);
      }
      return isNone();
    } finally {
      waiters.decrementAndGet();
      lock.unlock();
    }
  }

  /** Limits long waits, because the nanoseconds of a few centuries do not fit into a long. */
  static long toNanos(Duration duration) {
    return duration.compareTo(Duration.ofDays(365)) > 0
        ? Duration.ofDays(365).toNanos()
        : duration.toNanos();
  }
}

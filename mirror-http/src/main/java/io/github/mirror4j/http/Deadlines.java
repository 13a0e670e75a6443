package io.github.mirror4j.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts the threads of copies that take longer than they may.
 *
 * <p>Goal: a deadline for every copy at next to no cost. A timer for each would be set and
 * cancelled for nothing, as nearly all copies end long before. So copies only put themselves on a
 * list, and one thread, which is there while the list is not empty, sleeps until the earliest
 * deadline that it saw. Invariants:
 *
 * <ul>
 *   <li>whoever decides a watch first says whether the copy ended in time or is interrupted;
 *   <li>an interrupt is for the exchange alone: none is left, or to come, once the watch has ended;
 *   <li>who adds a watch starts the thread unless it runs; a thread that found the list empty gives
 *       up its turn first and then looks again;
 *   <li>a deadline earlier than the one slept for wakes the thread; while it looks, each does.
 * </ul>
 *
 * <p>It knows the copies' threads and nothing else, so that a sleeping thread keeps no client
 * alive.
 */
final class Deadlines {

  private static final long LONGEST_SLEEP = Long.MAX_VALUE / 4;
  private static final long AFTER_FAILURE = 10_000_000;

  private final ThreadFactory threads;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile @Nullable Thread watcher;
  private volatile long wakeAt;
  private volatile boolean closed;

  Deadlines(ThreadFactory threads) {
    this.threads = threads;
  }

  /** One copy's deadline; made by the copy's own thread. */
  static final class Watch {

    private final AtomicBoolean decided = new AtomicBoolean();
    private final Thread thread = Thread.currentThread();
    private volatile long deadline;
    private volatile boolean expired;
    private volatile boolean interrupted;

    private Watch(long deadline) {
      this.deadline = deadline;
    }

    boolean isExpired() {
      return expired;
    }

    private void expire() {
      if (!decided.get() && decided.compareAndSet(false, true)) {
        expired = true;
        try {
          thread.interrupt();
        } finally {
          interrupted = true;
        }
      }
    }

    /**
     * Takes the interrupt back where it came too late, so that nothing after the exchange is hit.
     */
    @SuppressWarnings("ThreadPriorityCheck") // the other thread is about to do it
    private void end() {
      if (decided.compareAndSet(false, true)) {
        return;
      }
      while (!interrupted) {
        Thread.yield();
      }
      boolean unused = Thread.interrupted();
    }
  }

  /** Starts the time of the calling thread's copy; {@link #end} is called in any case. */
  Watch start(long timeoutNanos) {
    Watch watch = new Watch(System.nanoTime() + timeoutNanos);
    watches.add(watch);
    if (!running.get() && running.compareAndSet(false, true)) {
      startWatcher(watch);
    } else if (watch.deadline - wakeAt < 0) {
      LockSupport.unpark(watcher);
    }
    return watch;
  }

  /** Leaves a copy this much longer at most; later deadlines only come earlier. On any thread. */
  void bringForward(Watch watch, long nanosFromNow) {
    long earlier = System.nanoTime() + nanosFromNow;
    if (earlier - watch.deadline < 0) {
      watch.deadline = earlier;
      if (earlier - wakeAt < 0) {
        LockSupport.unpark(watcher);
      }
    }
  }

  /** The copy's exchange is over, whichever way. */
  void end(Watch watch) {
    watch.end();
    watches.remove(watch);
    if (closed || watch.expired) {
      LockSupport.unpark(watcher);
    }
  }

  /** Few copies will come any more: the thread ends with the last of them. */
  void close() {
    closed = true;
    LockSupport.unpark(watcher);
  }

  private void startWatcher(Watch first) {
    wakeAt = System.nanoTime() + LONGEST_SLEEP;
    try {
      threads.newThread(this::watch).start();
    } catch (Throwable e) {
      watches.remove(first);
      running.set(false);
      throw e;
    }
  }

  private void watch() {
    watcher = Thread.currentThread();
    do {
      while (!watches.isEmpty()) {
        watchOnce();
      }
      running.set(false);
    } while (!watches.isEmpty() && running.compareAndSet(false, true));
  }

  private void watchOnce() {
    try {
      wakeAt = System.nanoTime() + LONGEST_SLEEP;
      long earliest = expireAndFindEarliest();
      wakeAt = earliest;
      LockSupport.parkNanos(this, earliest - System.nanoTime());
    } catch (Throwable e) {
      // Out of memory, most likely: without this thread no copy would have a deadline any more.
      LockSupport.parkNanos(this, AFTER_FAILURE);
    }
  }

  private long expireAndFindEarliest() {
    long now = System.nanoTime();
    long earliest = now + LONGEST_SLEEP;
    for (Watch watch : watches) {
      if (watch.deadline - now <= 0) {
        watch.expire();
      } else if (watch.deadline - earliest < 0) {
        earliest = watch.deadline;
      }
    }
    return earliest;
  }
}

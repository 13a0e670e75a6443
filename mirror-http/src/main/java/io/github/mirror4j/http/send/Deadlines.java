package io.github.mirror4j.http.send;

import io.github.mirror4j.http.guard.Flag;
import io.github.mirror4j.http.guard.WatchList;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts the threads of copies that take longer than they may.
 *
 * <p>Goal: a deadline for every copy at next to no cost. A timer for each would be set and
 * cancelled for nothing, as nearly all copies end long before. So copies only put themselves on a
 * list, and one thread, which is there while copies come, sleeps until the earliest deadline that
 * it saw. It is a platform thread, so that it needs neither a free carrier nor the timer of virtual
 * threads. Invariants:
 *
 * <ul>
 *   <li>the first to settle a watch decides whether the copy ended in time or is interrupted;
 *   <li>an interrupt is for the exchange alone: none is left, or to come, once the watch has ended;
 *   <li>a watch is added only if the thread is alive or could be started, so one that died is
 *       replaced;
 *   <li>a thread that found the list empty twice gives up its place first and then looks again; one
 *       that was replaced ends;
 *   <li>a deadline earlier than the one slept for wakes the thread; while it looks, each does. It
 *       looks every {@value #MAX_SLEEP} ns in any case, so that a lost wake-up heals.
 * </ul>
 *
 * <p>When a mirror hangs, the deadlines of a full lane are over at about the same time. A copy that
 * is interrupted costs more CPU than one that completes, as it tears its connection down, on code
 * that may have never run before. So only a few copies are interrupted in one turn, and the next
 * turn follows {@value #BETWEEN_TURNS} ns later: all of them within about half a second, so that
 * callers do not feel it.
 *
 * <p>Up to JDK 21 a virtual thread whose wake-up meets an exhausted heap never runs again, and none
 * of its {@code finally} blocks. So a copy whose thread does not react to the interrupt for five
 * seconds is given up for it.
 *
 * <p>It knows the copies that are under way and nothing else, so that a sleeping thread keeps no
 * client alive.
 */
public final class Deadlines {

  private static final long MAX_SLEEP = 1_000_000_000;
  private static final long BETWEEN_TURNS = 4_000_000;
  private static final int MAX_TURNS = 128;
  private static final Duration DEFAULT_OVERTIME = Duration.ofSeconds(5);
  private static final long AFTER_FAILURE = 10_000_000;

  static { // A class that is first used on an exhausted heap may be lost for good.
    Deadlines practice = new Deadlines(Thread.ofPlatform()::unstarted, Duration.ZERO);
    Thread nobody = Thread.ofPlatform().unstarted(() -> {});
    practice.watches.add(new Watch(nobody, System.nanoTime() - 1, () -> {}), 0);
    long unused = practice.expireAndFindEarliest();
    assert practice.watches.isEmpty() : "a copy was not given up";
  }

  private final ThreadFactory threads;
  private final long overtime;
  private final WatchList<Watch> watches = new WatchList<>();
  private final AtomicReference<@Nullable Thread> watcher = new AtomicReference<>();
  private volatile long wakeAt;
  private volatile boolean closed;

  /** When copies may be interrupted again; for the watching thread alone. */
  private volatile long nextTurn = System.nanoTime();

  /**
   * Creates deadlines without a thread.
   *
   * @param threads makes the thread that watches
   */
  public Deadlines(ThreadFactory threads) {
    this(threads, DEFAULT_OVERTIME);
  }

  /**
   * @param overtime how long an interrupted thread may take before its copy is given up
   */
  Deadlines(ThreadFactory threads, Duration overtime) {
    this.threads = threads;
    this.overtime = overtime.toNanos();
  }

  /** One copy's deadline; made by the copy's own thread. */
  static final class Watch {

    private final Flag decided = new Flag();
    private final Thread thread;
    private final Runnable lost;
    private volatile long deadline;
    private volatile boolean expired;
    private volatile boolean interrupted;

    private Watch(Thread thread, long deadline, Runnable lost) {
      this.thread = thread;
      this.deadline = deadline;
      this.lost = lost;
    }

    boolean isExpired() {
      return expired;
    }

    /** Returns whether the copy was not over. */
    private boolean expire() {
      if (!decided.raise()) {
        return false;
      }
      expired = true;
      try {
        thread.interrupt();
      } finally {
        interrupted = true;
      }
      return true;
    }

    /**
     * Takes the interrupt back where it came too late, so that nothing after the exchange is hit.
     */
    @SuppressWarnings("ThreadPriorityCheck") // the other thread is about to do it
    private void end() {
      if (decided.raise()) {
        return;
      }
      while (!interrupted) {
        Thread.yield();
      }
      boolean unused = Thread.interrupted();
    }
  }

  /**
   * Starts the time of the calling thread's copy; {@link #end} is called in any case.
   *
   * @param lost what is done where it is not, since the thread is lost
   */
  Watch start(long timeoutNanos, Runnable lost) {
    Watch watch = new Watch(Thread.currentThread(), System.nanoTime() + timeoutNanos, lost);
    watches.add(watch, 0); // It may change, so the watch has it.
    boolean isWatched = false;
    try {
      haveWatched(watch);
      isWatched = true;
    } finally {
      if (!isWatched) {
        boolean unused = watches.remove(watch);
      }
    }
    return watch;
  }

  /** Leaves a copy this much longer at most; later deadlines only come earlier. On any thread. */
  void bringForward(Watch watch, long nanosFromNow) {
    long earlier = System.nanoTime() + nanosFromNow;
    if (earlier - watch.deadline < 0) {
      watch.deadline = earlier;
      if (earlier - wakeAt < 0) {
        LockSupport.unpark(watcher.get());
      }
    }
  }

  /** The copy's exchange is over, whichever way. */
  void end(Watch watch) {
    watch.end();
    boolean unused = watches.remove(watch);
    if (closed || watch.expired) {
      LockSupport.unpark(watcher.get());
    }
  }

  /** Few copies will come any more: the thread ends with the last of them. */
  public void close() {
    closed = true;
    LockSupport.unpark(watcher.get());
  }

  /** A thread that another copy is about to start may fail to: this one waits until it is known. */
  @SuppressWarnings("ThreadPriorityCheck") // the other thread is about to do it
  private void haveWatched(Watch watch) {
    while (true) {
      Thread current = watcher.get();
      if (current == null || current.getState() == Thread.State.TERMINATED) {
        Thread next = threads.newThread(this::watch);
        if (watcher.compareAndSet(current, next)) {
          start(next);
          return;
        }
      } else if (current.isAlive()) {
        if (watch.deadline - wakeAt < 0) {
          LockSupport.unpark(current);
        }
        return;
      } else {
        Thread.yield();
      }
    }
  }

  private void start(Thread next) {
    boolean started = false;
    try {
      next.start();
      started = true;
    } finally {
      if (!started) {
        watcher.compareAndSet(next, null);
      }
    }
  }

  private void watch() {
    Thread self = Thread.currentThread();
    boolean wasEmpty = false;
    while (isStill(self)) {
      boolean isEmpty = watches.isEmpty();
      if (isEmpty && (wasEmpty || closed)) {
        watcher.compareAndSet(self, null);
        if (watches.isEmpty() || !watcher.compareAndSet(null, self)) {
          return;
        }
      }
      wasEmpty = isEmpty;
      watchOnce();
    }
  }

  @SuppressWarnings("ReferenceEquality") // a thread's class may say that it equals another
  private boolean isStill(Thread self) {
    return watcher.get() == self;
  }

  private void watchOnce() {
    try {
      wakeAt = System.nanoTime() + Long.MAX_VALUE / 4;
      long earliest = expireAndFindEarliest();
      wakeAt = earliest;
      LockSupport.parkNanos(this, earliest - System.nanoTime());
    } catch (Throwable e) {
      // Out of memory, most likely: without this thread no copy would have a deadline any more.
      LockSupport.parkNanos(this, AFTER_FAILURE);
    }
  }

  private void giveUp(Watch watch) {
    boolean unused = watches.remove(watch);
    watch.lost.run();
  }

  private long expireAndFindEarliest() {
    long now = System.nanoTime();
    long earliest = now + MAX_SLEEP;
    int left = now - nextTurn < 0 ? 0 : 1 + watches.size() / MAX_TURNS;
    for (Watch watch : watches.things()) {
      if (watch.deadline - now > 0) {
        earliest = earlier(earliest, watch.deadline);
      } else if (watch.isExpired() || left > 0) {
        if (watch.expire()) {
          left--;
          nextTurn = now + BETWEEN_TURNS;
        }
        if (now - watch.deadline > overtime) {
          giveUp(watch);
        }
      } else {
        earliest = earlier(earliest, nextTurn);
      }
    }
    return earliest;
  }

  private static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }
}

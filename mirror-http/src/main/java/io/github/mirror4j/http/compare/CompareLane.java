package io.github.mirror4j.http.compare;

import io.github.mirror4j.http.guard.Flag;
import io.github.mirror4j.http.guard.WatchList;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Where responses are compared: on two threads at most, never on a caller's or a client's.
 *
 * <p>Goal: handing in something, which a caller may do, takes no lock and starts no thread.
 * Comparing takes some tenths of a millisecond, and pairs end in bursts. So a few may wait, while
 * their responses stay within the memory for bodies; more are dropped. Invariants:
 *
 * <ul>
 *   <li>threads are started by {@link #keepRunning} alone, and end when there was nothing to do for
 *       some seconds. Copies call it after they have added what is complete; what then still waits
 *       for a primary is looked at once a second;
 *   <li>adding something wakes both threads, and a thread looks once more before it sleeps;
 *   <li>what was accepted is either run or, when mirroring ends, stopped, exactly once;
 *   <li>a thread that met an exhausted heap is replaced, that of the timer too.
 * </ul>
 */
final class CompareLane {

  static final int MAX_WAITING = 64;
  static final int MAX_TIMERS = 10_000;
  private static final int THREADS = 2;
  private static final long IDLE = Duration.ofSeconds(2).toNanos();

  /** A task that is either run or, if mirroring ends first, stopped, exactly once. */
  abstract static class Task implements Runnable {

    private final Flag taken = new Flag();

    /** Does it. Never throws. */
    abstract void execute();

    /** Is called instead of {@link #execute()}. Never throws. */
    abstract void stop();

    /** Whether nobody else runs or stops it. */
    private boolean take() {
      return taken.raise();
    }

    @Override
    public final void run() {
      if (take()) {
        execute();
      }
    }
  }

  private final ThreadFactory threads;
  private final Queue<Task> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicReferenceArray<@Nullable Thread> workers =
      new AtomicReferenceArray<>(THREADS);
  private final ScheduledThreadPoolExecutor timer;
  private final WatchList<Task> timed = new WatchList<>();
  private volatile boolean closed;

  CompareLane(ThreadFactory threads) {
    this.threads = threads;
    timer = new ScheduledThreadPoolExecutor(1, threads);
    timer.setKeepAliveTime(1, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  /** Whether mirroring has ended. */
  boolean isClosed() {
    return closed;
  }

  /**
   * Runs a comparison soon; false where too many wait already or mirroring has ended. Never throws.
   */
  boolean offer(Task comparison) {
    try {
      if (size.incrementAndGet() > MAX_WAITING || closed) {
        size.decrementAndGet();
        return false;
      }
      waiting.add(comparison);
      for (int i = 0; i < THREADS; i++) {
        LockSupport.unpark(workers.get(i));
      }
    } catch (Throwable e) {
      size.decrementAndGet();
      return !comparison.take(); // Out of memory, perhaps after it was added.
    }
    return !closed || !comparison.take(); // The closing thread may not have seen it.
  }

  /**
   * Makes sure that threads run what waits. Starts threads: not for callers, but for copies, which
   * call it when they end.
   */
  void keepRunning() {
    for (int i = 0; i < THREADS && !closed; i++) {
      Thread worker = workers.get(i);
      if (worker == null || worker.getState() == Thread.State.TERMINATED) {
        start(i, worker);
      }
    }
    if (!timed.isEmpty() && !closed) {
      boolean unused = timer.prestartCoreThread(); // It is there, unless it died.
    }
  }

  /** A thread has its place before it is started, so that there is never another one for it. */
  private void start(int place, @Nullable Thread ended) {
    Thread next = threads.newThread(() -> work(place));
    if (!workers.compareAndSet(place, ended, next)) {
      return;
    }
    boolean isStarted = false;
    try {
      next.start();
      isStarted = true;
    } finally {
      if (!isStarted) {
        workers.compareAndSet(place, next, null);
      }
    }
  }

  /** The same, if something waits: it may have come when the threads had just ended. */
  void keepRunningIfNeeded() {
    if (!waiting.isEmpty()) {
      keepRunning();
    }
  }

  private void work(int place) {
    long idleSince = System.nanoTime();
    while (!closed) {
      Task task = waiting.poll();
      if (task != null) {
        size.decrementAndGet();
        runGuarded(task);
        idleSince = System.nanoTime();
      } else if (System.nanoTime() - idleSince < IDLE) {
        LockSupport.parkNanos(this, IDLE);
      } else {
        break;
      }
    }
    workers.compareAndSet(place, Thread.currentThread(), null);
    // A thread that added something meanwhile took this thread for a running one.
    keepRunningIfNeeded();
  }

  @SuppressWarnings("EmptyCatch") // a task never throws; out of memory nobody is left to tell
  private static void runGuarded(Task task) {
    try {
      task.run();
    } catch (Throwable e) {
      // The thread goes on with the next one.
    }
  }

  /**
   * Runs something small later; false where too much is to be run or mirroring has ended. Never
   * throws.
   */
  boolean later(Task task, long nanos) {
    try {
      if (timed.size() >= MAX_TIMERS) {
        return false;
      }
      timed.add(task, 0); // The timer knows when.
      // It is never waited for.
      var unused = timer.schedule(() -> runTimed(task), nanos, TimeUnit.NANOSECONDS);
    } catch (Throwable e) {
      boolean unused = timed.remove(task);
      return !task.take(); // Closing may have stopped it.
    }
    if (closed && task.take()) {
      boolean unused = timed.remove(task);
      return false;
    }
    return true;
  }

  /** Ends without waiting: what waits is stopped. */
  void close() {
    closed = true;
    for (int i = 0; i < THREADS; i++) {
      LockSupport.unpark(workers.get(i));
    }
    for (Task task = waiting.poll(); task != null; task = waiting.poll()) {
      stop(task);
    }
    timer.shutdownNow();
    for (Task task : timed.all()) {
      boolean unused = timed.remove(task);
      stop(task);
    }
  }

  private static void stop(Task task) {
    if (task.take()) {
      task.stop();
    }
  }

  private void runTimed(Task task) {
    boolean unused = timed.remove(task);
    task.run();
  }
}

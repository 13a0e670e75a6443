package io.github.mirror4j.http.compare;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where responses are compared: on two threads at most, never on a caller's or a client's.
 *
 * <p>Comparing takes some tenths of a millisecond, and pairs end in bursts. So a few may wait,
 * while their responses stay within the memory for bodies; more are dropped. Threads end when there
 * is nothing to do.
 *
 * <p>What was accepted is run or, when mirroring ends, stopped: one of both, once.
 */
final class CompareLane {

  static final int MAX_WAITING = 64;
  static final int MAX_TIMERS = 10_000;
  private static final int THREADS = 2;

  /** Something to be done, or stopped where mirroring ends before that: one of both, once. */
  abstract static class Task implements Runnable {

    private final AtomicBoolean taken = new AtomicBoolean();

    /** Does it. Never throws. */
    abstract void execute();

    /** Is called instead of {@link #execute()}. Never throws. */
    abstract void stop();

    /** Whether nobody else runs or stops it. */
    private boolean take() {
      return taken.compareAndSet(false, true);
    }

    @Override
    public final void run() {
      if (take()) {
        execute();
      }
    }
  }

  private final ThreadPoolExecutor executor;
  private final ScheduledThreadPoolExecutor timer;
  private final Set<Task> timed = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  CompareLane(ThreadFactory threads) {
    executor =
        new ThreadPoolExecutor(
            THREADS, THREADS, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), threads);
    executor.allowCoreThreadTimeOut(true);
    timer = new ScheduledThreadPoolExecutor(1, threads);
    timer.setKeepAliveTime(1, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  /** Whether mirroring has ended. */
  boolean isClosed() {
    return closed;
  }

  /**
   * Runs a comparison soon; false where too many wait already, no thread can be started, or
   * mirroring has ended. Never throws.
   */
  boolean offer(Task comparison) {
    try {
      executor.execute(comparison);
      return true;
    } catch (Throwable e) {
      // Full or closed; or out of memory for a thread, which may have the task all the same.
      return !comparison.take();
    }
  }

  /**
   * Runs something small later; false where too much is to be run or mirroring has ended. Never
   * throws.
   */
  boolean later(Task task, long nanos) {
    try {
      if (timed.size() >= MAX_TIMERS || !timed.add(task)) {
        return false;
      }
      // It is never waited for.
      var unused = timer.schedule(() -> runTimed(task), nanos, TimeUnit.NANOSECONDS);
    } catch (Throwable e) {
      timed.remove(task);
      return !task.take(); // Whoever closed may have stopped it.
    }
    if (closed && task.take()) {
      timed.remove(task);
      return false;
    }
    return true;
  }

  /** Ends without waiting: what waits is stopped. */
  void close() {
    closed = true;
    for (Runnable waiting : executor.shutdownNow()) {
      stop((Task) waiting);
    }
    timer.shutdownNow();
    for (Task task : List.copyOf(timed)) {
      timed.remove(task);
      stop(task);
    }
  }

  private static void stop(Task task) {
    if (task.take()) {
      task.stop();
    }
  }

  private void runTimed(Task task) {
    timed.remove(task);
    task.run();
  }
}

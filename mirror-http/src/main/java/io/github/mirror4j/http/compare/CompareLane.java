package io.github.mirror4j.http.compare;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

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

  /** Something to be done, or stopped where mirroring ends before that. Neither throws. */
  interface Task extends Runnable {

    /** Is called instead of {@link #run()}. */
    void stop();
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

  /** Runs a comparison soon; false where too many wait already or mirroring has ended. */
  boolean offer(Task comparison) {
    try {
      executor.execute(comparison);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Runs something small later; false where too much is to be run or mirroring has ended. */
  boolean later(Task task, long nanos) {
    if (timed.size() >= MAX_TIMERS || !timed.add(task)) {
      return false;
    }
    try {
      // It is never waited for.
      var unused = timer.schedule(() -> runTimed(task), nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      return !timed.remove(task); // Whoever closed may have stopped it.
    }
    if (closed && timed.remove(task)) {
      return false;
    }
    return true;
  }

  /** Ends without waiting: what waits is stopped. */
  void close() {
    closed = true;
    for (Runnable waiting : executor.shutdownNow()) {
      ((Task) waiting).stop();
    }
    timer.shutdownNow();
    for (Task task : List.copyOf(timed)) {
      if (timed.remove(task)) {
        task.stop();
      }
    }
  }

  private void runTimed(Task task) {
    if (timed.remove(task)) {
      task.run();
    }
  }
}

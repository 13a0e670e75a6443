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
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Where responses are compared: on two threads at most, never on a caller's or a client's.
 *
 * <p>Goal: handing in something, which a caller may do, takes no lock, starts no thread, and hardly
 * ever wakes one. Waking a thread costs more than most comparisons, and the thread takes a core
 * from the next request. So what is handed in is gathered for some milliseconds. The responses stay
 * within the memory for bodies meanwhile; beyond a number of pairs, more are dropped. Invariants:
 *
 * <ul>
 *   <li>only {@link #keepRunning} starts threads, which end when there was nothing to do for some
 *       seconds. Copies call it once what they complete was added; a pair that waits for a primary
 *       after that is looked at once a second;
 *   <li>adding something wakes a thread that gathers, unless one does or both run; a thread looks
 *       once more before it sleeps until it is woken;
 *   <li>a thread that gathers runs what there is when its time is over, and at once if there is
 *       much;
 *   <li>what was accepted is either run or, when mirroring ends, stopped, exactly once;
 *   <li>a thread that met an exhausted heap is replaced, that of the timer too.
 * </ul>
 */
final class CompareLane {

  static final int MAX_WAITING = 64;
  static final int MAX_TIMERS = 10_000;
  private static final int THREADS = 2;
  private static final Duration IDLE = Duration.ofSeconds(2);
  private static final Duration GATHERING_TIME = Duration.ofMillis(50);

  /** With so many pairs, nothing is gathered any further. */
  static final int MUCH = 16;

  /** What a thread does: it sleeps until it is woken, sleeps for a while, or runs. */
  private static final int ASLEEP = 0;

  private static final int GATHERS = 1;
  private static final int RUNS = 2;

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
  private final AtomicIntegerArray phases = new AtomicIntegerArray(THREADS);
  private final long gatheringTime;
  private final long idleTime;
  private final ScheduledThreadPoolExecutor timer;
  private final WatchList<Task> timed = new WatchList<>();
  private volatile boolean closed;

  /** When one of the threads had something to do last. */
  private volatile long used;

  CompareLane(ThreadFactory threads) {
    this(threads, GATHERING_TIME, IDLE);
  }

  /**
   * @param gatheringTime how long a thread gathers what is handed in
   * @param idleTime how long threads stay that have nothing to do
   */
  CompareLane(ThreadFactory threads, Duration gatheringTime, Duration idleTime) {
    this.threads = threads;
    this.gatheringTime = gatheringTime.toNanos();
    this.idleTime = idleTime.toNanos();
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
      int all = size.incrementAndGet();
      if (all > MAX_WAITING || closed) {
        size.decrementAndGet();
        return false;
      }
      waiting.add(comparison);
      if (all >= MUCH) {
        runNow(all / MUCH);
      } else {
        gather();
      }
    } catch (Throwable e) {
      size.decrementAndGet();
      return !comparison.take(); // Out of memory, perhaps after it was added.
    }
    return !closed || !comparison.take(); // The closing thread may not have seen it.
  }

  /** Runs what was gathered, for a thread that waits for it. */
  void runGathered() {
    if (!waiting.isEmpty()) {
      runNow(THREADS);
    }
  }

  /** Wakes as many threads as there is work for, unless they run. */
  private void runNow(int count) {
    for (int i = 0; i < Math.min(count, THREADS); i++) {
      if (phases.get(i) != RUNS) {
        LockSupport.unpark(workers.get(i));
      }
    }
  }

  /** Wakes a thread that gathers, unless one does. */
  private void gather() {
    if (isGathered()) {
      return;
    }
    for (int i = 0; i < THREADS; i++) {
      Thread worker = workers.get(i);
      if (worker != null && phases.compareAndSet(i, ASLEEP, GATHERS)) {
        LockSupport.unpark(worker);
        return;
      }
    }
  }

  private boolean isGathered() {
    for (int i = 0; i < THREADS; i++) {
      if (phases.get(i) == GATHERS) {
        return true;
      }
    }
    return false;
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
    used = System.nanoTime();
    boolean isFollowed = false;
    phases.set(place, RUNS);
    while (!closed) {
      Task task = waiting.poll();
      if (task != null) {
        size.decrementAndGet();
        runGuarded(task);
        used = System.nanoTime();
        isFollowed = true;
      } else if (isFollowed && !isGathered()) {
        isFollowed = false; // More may come soon, and one thread is enough for it.
        phases.set(place, GATHERS);
        gather(place);
      } else if (System.nanoTime() - used < idleTime) {
        sleep(place);
      } else {
        break;
      }
    }
    phases.set(place, ASLEEP);
    workers.compareAndSet(place, Thread.currentThread(), null);
    // A thread that added something meanwhile took this thread for a running one.
    keepRunningIfNeeded();
  }

  /** Sleeps until something is added, and then for as long as it is gathered. */
  private void sleep(int place) {
    phases.set(place, ASLEEP);
    if (waiting.isEmpty()) {
      LockSupport.parkNanos(this, idleTime);
    }
    if (!phases.compareAndSet(place, ASLEEP, RUNS)) {
      gather(place);
    }
  }

  private void gather(int place) {
    if (size.get() < MUCH && !closed) {
      LockSupport.parkNanos(this, gatheringTime);
    }
    phases.set(place, RUNS);
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

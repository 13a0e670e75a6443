package io.github.mirror4j.http.guard;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that comes in bits, done by one thread at most and by none while there is nothing to do.
 *
 * <p>Goal: no work is left undone, and not each bit starts a thread. Call {@link #wake} after
 * adding work: it starts a thread unless there is one. A thread that has done its work, or failed
 * to, says that it is idle and then looks again; when nothing has come for a while it ends, and
 * looks once more. A thread that dies leaves its place free. Takes no lock.
 */
public final class SingleDrainer {

  /** How long a thread waits for more work before it ends. */
  static final Duration LINGER = Duration.ofSeconds(1);

  private enum State {
    NO_THREAD,
    WORKING,
    IDLE
  }

  private final ThreadFactory threads;
  private final Runnable work;
  private final BooleanSupplier hasMore;
  private final AtomicReference<State> state = new AtomicReference<>(State.NO_THREAD);
  private volatile @Nullable Thread thread;

  /**
   * Creates a drainer without a thread.
   *
   * @param threads makes the threads
   * @param work does what there is to do; what makes it throw must not be there again
   * @param hasMore whether something has come since
   */
  public SingleDrainer(ThreadFactory threads, Runnable work, BooleanSupplier hasMore) {
    this.threads = threads;
    this.work = work;
    this.hasMore = hasMore;
  }

  /** Makes sure that a thread looks for work. */
  public void wake() {
    if (state.get() == State.WORKING) {
      return;
    }
    if (state.compareAndSet(State.IDLE, State.WORKING)) {
      LockSupport.unpark(thread);
    } else if (state.compareAndSet(State.NO_THREAD, State.WORKING)) {
      start();
    }
  }

  private void start() {
    boolean started = false;
    try {
      threads.newThread(this::run).start();
      started = true;
    } finally {
      if (!started) {
        state.set(State.NO_THREAD);
      }
    }
  }

  private void run() {
    boolean ended = false;
    try {
      thread = Thread.currentThread();
      do {
        work();
      } while (hasComeWhileIdle());
      ended = true;
    } finally {
      if (!ended) {
        state.set(State.NO_THREAD);
      }
    }
  }

  @SuppressWarnings("EmptyCatch") // a broken log, or out of memory: there is nobody left to tell
  private void work() {
    try {
      work.run();
    } catch (Throwable e) {
      // What was not done is done in the next round.
    }
  }

  /** Gives the turn up after a while without work; true where it goes on. */
  private boolean hasComeWhileIdle() {
    state.set(State.IDLE);
    if (hasMore.getAsBoolean()) {
      state.set(State.WORKING);
      return true;
    }
    long end = System.nanoTime() + LINGER.toNanos();
    boolean unused = Thread.interrupted(); // Foreign code may have left it, and no park would wait.
    for (long left = LINGER.toNanos();
        left > 0 && state.get() == State.IDLE;
        left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
    if (!state.compareAndSet(State.IDLE, State.NO_THREAD)) {
      return true;
    }
    return hasMore.getAsBoolean() && state.compareAndSet(State.NO_THREAD, State.WORKING);
  }
}

package io.github.mirror4j.http.send;

import io.github.mirror4j.http.guard.FailedStep;
import io.github.mirror4j.http.guard.Flag;
import io.github.mirror4j.http.guard.InternalErrors;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.Outcome;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The task that sends one copy, as the user's decorator returned it.
 *
 * <p>Goal: what the caller's thread knows reaches the copy's thread, and a decorator can cost a
 * copy its context but neither its sending nor its accounting. Invariants:
 *
 * <ul>
 *   <li>the decorator is called on the caller's thread, during the call, before anything is known
 *       of the body; the result travels with the copy, to its lane's thread;
 *   <li>the copy is sent exactly once, on that thread: by the decorated task, or after it if the
 *       task did not send it. A run at another time or on another thread does nothing;
 *   <li>the lane accounts for the copy around all this, not in the decorated task;
 *   <li>each copy whose decorator did anything wrong is one internal error, however much it did;
 *   <li>a task that user code keeps holds no part of a copy that has ended.
 * </ul>
 */
public final class DecoratedTask {

  private final Once once;
  private final Runnable decorated;

  private DecoratedTask(Once once, Runnable decorated) {
    this.once = once;
    this.decorated = decorated;
  }

  /** Calls the decorator; null where it gives nothing to run. Never throws. */
  static @Nullable DecoratedTask of(UnaryOperator<Runnable> decorator, InternalErrors errors) {
    Once once = new Once(errors);
    boolean interrupted = Thread.currentThread().isInterrupted();
    try {
      Runnable decorated = decorator.apply(once);
      if (decorated != null) {
        return new DecoratedTask(once, decorated);
      }
      once.fault(FailedStep.DECORATOR_RETURNED_NULL, null);
    } catch (Throwable e) {
      once.fault(FailedStep.DECORATOR_FAILED, e);
    } finally {
      if (interrupted) {
        // The decorator may have swallowed it; it is meant for the primary.
        Thread.currentThread().interrupt();
      }
    }
    return null;
  }

  /**
   * Sends the copy inside the decorated task, or else without it.
   *
   * @param sending sends the copy
   * @return how it ended; null if its editor withheld it
   */
  public @Nullable Outcome run(Supplier<@Nullable Outcome> sending) {
    once.arm(sending);
    try {
      decorated.run();
    } catch (Throwable e) {
      once.fault(FailedStep.DECORATED_FAILED, e);
    }
    return once.finish();
  }

  /** What the decorator is given: sends while it is armed, on the thread that armed it. */
  private static final class Once implements Runnable {

    private final InternalErrors errors;
    private final Flag faulty = new Flag();
    private volatile @Nullable Thread thread;

    // Of that thread alone.
    private @Nullable Supplier<@Nullable Outcome> sending;
    private @Nullable Outcome outcome;
    private boolean hasRun;

    Once(InternalErrors errors) {
      this.errors = errors;
    }

    void arm(Supplier<@Nullable Outcome> toSend) {
      sending = toSend;
      thread = Thread.currentThread();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a thread's class may say that it equals another
    public void run() {
      if (thread != Thread.currentThread()) {
        fault(FailedStep.DECORATED_ELSEWHERE, null);
        return;
      }
      Supplier<@Nullable Outcome> now = sending;
      if (now == null) {
        fault(FailedStep.DECORATED_TWICE, null);
        return;
      }
      sending = null;
      hasRun = true;
      try {
        outcome = now.get();
      } catch (Throwable e) {
        errors.add(FailedStep.SEND_COPY, e);
        outcome = new Outcome.Failed(FailureCause.OTHER);
      }
    }

    @Nullable Outcome finish() {
      if (sending != null) {
        fault(FailedStep.DECORATED_NEVER, null);
        run();
      }
      thread = null;
      Outcome ended = outcome;
      outcome = null;
      return hasRun ? ended : new Outcome.Failed(FailureCause.OTHER);
    }

    void fault(FailedStep step, @Nullable Throwable thrown) {
      if (faulty.raise()) {
        errors.add(step, thrown == null ? new IllegalStateException(step.text()) : thrown);
      }
    }
  }
}

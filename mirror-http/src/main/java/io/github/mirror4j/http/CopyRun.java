package io.github.mirror4j.http;

import io.github.mirror4j.http.body.CapturedBody;
import io.github.mirror4j.http.guard.Threads;
import io.github.mirror4j.http.send.Copy;
import io.github.mirror4j.http.send.DecoratedTask;
import io.github.mirror4j.http.send.DropOutcomes;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.Outcome;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One copy that has its permits, until its outcome is settled.
 *
 * <p>Goal: permits and memory are given back and the outcome is counted exactly once, whatever
 * fails. Where too little memory is left, starting a thread may throw although the thread will run:
 * whoever moves the state decides. A copy whose thread is lost is settled by the deadlines, unless
 * it runs inside a task of the user's, which may take as long as it likes.
 */
final class CopyRun implements Runnable {

  private static final Outcome TIMED_OUT = new Outcome.TimedOut();
  private static final Outcome FAILED = new Outcome.Failed(FailureCause.OTHER);

  /** Gave the copy its permits, and takes them back. */
  interface Owner {

    /** The library is to blame for what made the copy fail. */
    void failed(Outcome outcome, Throwable failure);

    /** The copy has ended. */
    void settled(CapturedBody body, Outcome outcome, long nanos);
  }

  private enum State {
    WAITING,
    RUNNING,
    SETTLED
  }

  private final Owner owner;
  private final Copy copy;
  private final CapturedBody body;
  private final CopyRunner runner;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

  CopyRun(Owner owner, Copy copy, CapturedBody body, CopyRunner runner) {
    this.owner = owner;
    this.copy = copy;
    this.body = body;
    this.runner = runner;
  }

  /** Takes the copy back; false where its thread has it already. */
  boolean cancel() {
    return state.compareAndSet(State.WAITING, State.SETTLED);
  }

  /** A decorated task may block in a monitor, which would keep the carrier of a virtual thread. */
  @Override
  public void run() {
    if (!state.compareAndSet(State.WAITING, State.RUNNING)) {
      return;
    }
    if (copy.task() == null || !Threads.MONITORS_PIN) {
      send();
      return;
    }
    @Nullable DropReason lost = DropReason.INTERNAL_ERROR;
    try {
      runner.executeOnPlatformThread(this::send);
      lost = null;
    } catch (RejectedExecutionException e) {
      lost = DropReason.CLOSED;
    } catch (Throwable e) {
      runner.errors().add("a copy could not be started", e);
    } finally {
      if (lost != null) {
        settle(DropOutcomes.of(lost), 0);
      }
    }
  }

  private void send() {
    long start = runner.now();
    Outcome outcome = FAILED;
    try {
      DecoratedTask task = copy.task();
      outcome =
          task == null
              ? runner.sender().send(copy, body, () -> settle(TIMED_OUT, 0))
              : task.run(() -> runner.sender().send(copy, body, () -> {}));
    } catch (Throwable e) {
      runner.errors().add("a copy failed", e);
      owner.failed(outcome, e);
    } finally {
      settle(outcome, runner.now() - start);
    }
  }

  private void settle(Outcome outcome, long nanos) {
    if (state.getAndSet(State.SETTLED) != State.SETTLED) {
      try {
        owner.settled(body, outcome, nanos);
      } finally {
        copy.ended(outcome, nanos);
      }
    }
  }
}

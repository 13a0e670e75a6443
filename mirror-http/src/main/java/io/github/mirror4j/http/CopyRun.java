package io.github.mirror4j.http;

import io.github.mirror4j.http.body.CapturedBody;
import io.github.mirror4j.http.guard.FailedStep;
import io.github.mirror4j.http.guard.Threads;
import io.github.mirror4j.http.send.Copy;
import io.github.mirror4j.http.send.DecoratedTask;
import io.github.mirror4j.http.send.DropOutcomes;
import io.github.mirror4j.http.send.EditCalls;
import io.github.mirror4j.http.send.EditPlace;
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
 * fails. Where too little memory is left, starting a thread may throw although the thread will run.
 * So both move the state, and the first to move it decides. A copy whose thread is lost is settled
 * by the deadlines, unless it runs inside a user's task, which has no time limit. A copy whose
 * editor does not return in time is counted then, but its permits and its memory are given back
 * when the editor returns: so no more editors hang than there are permits.
 */
final class CopyRun implements Runnable, EditCalls.Edited {

  private static final Outcome TIMED_OUT = new Outcome.TimedOut();
  private static final Outcome FAILED = new Outcome.Failed(FailureCause.OTHER);

  /** Gave the copy its permits, and takes them back. */
  interface Owner {

    /** The library is to blame for what made the copy fail. */
    void failed(Outcome outcome, Throwable failure);

    /** The copy has ended; without an outcome if it was withheld. */
    void ended(@Nullable Outcome outcome, long nanos);

    /** The copy needs its permits and its memory no longer. */
    void left(CapturedBody body);

    /** Where the copy is edited. */
    EditPlace editPlace(Copy copy, EditCalls.Edited run);
  }

  private enum State {
    WAITING,
    RUNNING,
    /** The editor runs. */
    EDITING,
    /** The copy has ended, and the editor runs on. */
    LEFT_TO_EDITOR,
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

  /** Takes the copy back; returns false if its thread has it already. */
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
      runner.errors().add(FailedStep.START_COPY, e);
    } finally {
      if (lost != null) {
        settle(DropOutcomes.of(lost), 0);
      }
    }
  }

  private void send() {
    long start = runner.now();
    @Nullable Outcome outcome = FAILED;
    try {
      DecoratedTask task = copy.task();
      outcome = task == null ? send(() -> settle(TIMED_OUT, 0)) : task.run(() -> send(() -> {}));
    } catch (Throwable e) {
      runner.errors().add(FailedStep.SEND_COPY, e);
      owner.failed(FAILED, e);
    } finally {
      settle(outcome, runner.now() - start);
    }
  }

  private @Nullable Outcome send(Runnable lost) {
    EditPlace place = copy.isEdited() ? owner.editPlace(copy, this) : null;
    return runner.sender().send(copy, body, place, lost);
  }

  @Override
  public boolean editorBegins() {
    return state.compareAndSet(State.RUNNING, State.EDITING);
  }

  @Override
  public void editorReturned() {
    if (!state.compareAndSet(State.EDITING, State.RUNNING)
        && state.compareAndSet(State.LEFT_TO_EDITOR, State.SETTLED)) {
      owner.left(body);
    }
  }

  private void settle(@Nullable Outcome outcome, long nanos) {
    State before = settle();
    if (before == null) {
      return;
    }
    try {
      if (before != State.EDITING) {
        owner.left(body);
      }
    } finally {
      tell(outcome, nanos);
    }
  }

  /**
   * Returns the state before; null if the copy had ended. Without a lambda: one that failed to be
   * linked, since the heap is exhausted when the first copy ends, would keep the permits of all.
   */
  private @Nullable State settle() {
    State seen = state.get();
    while (seen != State.SETTLED && seen != State.LEFT_TO_EDITOR) {
      State next = seen == State.EDITING ? State.LEFT_TO_EDITOR : State.SETTLED;
      State witness = state.compareAndExchange(seen, next);
      if (witness == seen) {
        return seen;
      }
      seen = witness;
    }
    return null;
  }

  private void tell(@Nullable Outcome outcome, long nanos) {
    try {
      owner.ended(outcome, nanos);
    } finally {
      if (outcome == null) {
        copy.withheld();
      } else {
        copy.ended(outcome, nanos);
      }
    }
  }
}

package io.github.mirror4j.http;

import io.github.mirror4j.http.account.Counters;
import io.github.mirror4j.http.account.DropLog;
import io.github.mirror4j.http.account.DropTally;
import io.github.mirror4j.http.body.CapturedBody;
import io.github.mirror4j.http.guard.FailedStep;
import io.github.mirror4j.http.guard.Flag;
import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.http.guard.RequestRate;
import io.github.mirror4j.http.send.Copy;
import io.github.mirror4j.http.send.DropOutcomes;
import io.github.mirror4j.http.send.EditCalls;
import io.github.mirror4j.http.send.EditPlace;
import io.github.mirror4j.http.send.ExchangeLimits;
import io.github.mirror4j.http.settings.Limits;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.LaneState;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.RateLimit;
import io.github.mirror4j.select.RuleMirror;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The bounded place where one mirror's copies run: a copy gets a permit or is dropped.
 *
 * <p>It outlives the rule set it was made for, as long as a rule of that name has a mirror of that
 * name: permits, counters and the pause go on when rules are replaced.
 */
final class Lane implements CopyRun.Owner {

  private final MirrorId id;
  private final LaneContext context;
  private final Permits permits;
  private final RequestRate rate = new RequestRate();
  private final BackOff backOff;
  private final Counters counters;
  private final DropLog log;
  private final DropTally drops;
  private final Flag credentialsNote = new Flag();
  private final EditCalls editCalls = new EditCalls();
  private volatile boolean paused;
  private volatile boolean replaced;

  Lane(MirrorId id, LaneContext context) {
    this.id = id;
    this.context = context;
    Limits limits = context.settings().limits();
    LongSupplier nanoTime = context.settings().hooks().nanoTime();
    permits = new Permits("mirror4j-lane", limits.inFlight().maxConcurrentCopies());
    backOff = new BackOff(limits.recovery(), nanoTime);
    counters = new Counters(context.records().total());
    drops = new DropTally(id);
    ExchangeLimits exchange = context.settings().exchange();
    log =
        new DropLog(
            this::counts, limits::describe, exchange::describeTimeout, nanoTime, LogLines::add);
  }

  /** Pauses or resumes; returns whether that changes anything. */
  boolean pause(boolean pause) {
    boolean isChange = paused != pause;
    paused = pause;
    return isChange;
  }

  /** Whether no rule in force has the mirror. Copies selected before are still sent. */
  void replaced(boolean isReplaced) {
    replaced = isReplaced;
  }

  boolean isReplaced() {
    return replaced;
  }

  boolean isPaused() {
    return paused;
  }

  /** Whether only counts are lost if this lane is forgotten. */
  boolean isAtRest() {
    return !paused && counters.underWay() == 0 && !backOff.isActive();
  }

  /**
   * Why a copy is dropped right now, so that its body need not be captured; else null. Asked once
   * for each copy, when it is selected. Never throws.
   */
  @Nullable DropReason refusal(Copy copy) {
    try {
      DropReason reason = dropReasonNow(copy);
      return reason == null && backOff.isThinnedOut() ? DropReason.SLOW_START : reason;
    } catch (Throwable e) {
      return internalError(FailedStep.LOOK_AT_COPY, e);
    }
  }

  /** Why this copy would be dropped right now, if its mirror had not just recovered; else null. */
  @Nullable DropReason dropReasonNow(Copy copy) {
    return copy.baseline() == null ? dropReasonNow(copy.mirror()) : dropReasonNow();
  }

  /** Why a copy for the mirror would be dropped right now; else null. */
  @Nullable DropReason dropReasonNow(RuleMirror target) {
    DropReason reason = dropReasonNow();
    return reason == null && !isAnyLeft(rateLimit(target)) ? DropReason.RATE_LIMITED : reason;
  }

  /** Why any copy would be dropped right now; else null. */
  @Nullable DropReason dropReasonNow() {
    DropReason reason = switchedOff();
    if (reason != null) {
      return reason;
    }
    if (!permits.isAnyFree()) {
      return DropReason.LANE_FULL;
    }
    return backOff.isActive() ? DropReason.BACKED_OFF : null;
  }

  private @Nullable DropReason switchedOff() {
    DropReason reason = context.state().dropReason();
    return reason == null && paused ? DropReason.PAUSED : reason;
  }

  private LaneState state() {
    DropReason reason = switchedOff();
    if (replaced && reason != DropReason.CLOSED) {
      return LaneState.REPLACED;
    }
    if (reason == null) {
      if (backOff.isActive()) {
        return LaneState.BACKED_OFF;
      }
      return backOff.isSlowStart() ? LaneState.SLOW_START : LaneState.SENDING;
    }
    return switch (reason) {
      case CLOSED -> LaneState.CLOSED;
      case SWITCHED_OFF -> LaneState.SWITCHED_OFF;
      default -> LaneState.PAUSED;
    };
  }

  /** Raised once the log says that credentials are not sent. */
  Flag credentialsNote() {
    return credentialsNote;
  }

  long bodyLimit(RuleMirror target) {
    return target.mirror().bodyLimit().orElse(context.settings().limits().bodies().bodyLimit());
  }

  void selected() {
    counters.selected();
    context.records().inFlight().started();
  }

  /**
   * Counts a copy of a primary; returns false if it would have to wait and too many copies wait.
   */
  boolean selected(Copy copy) {
    if (!copy.isAfterResponse()) {
      selected();
      return true;
    }
    counters.selectedToWait();
    context.records().inFlight().started();
    return context.bounds().waitingRoom().enter();
  }

  /**
   * Notes that a copy no longer waits. It is in flight until it is offered, dropped or withheld.
   */
  void leftWaitingRoom() {
    counters.stoppedWaiting();
    context.bounds().waitingRoom().leave();
  }

  /** Drops a copy that was selected and has not begun to wait. Never throws. */
  void dropSelected(Copy copy, DropReason reason) {
    if (copy.isAfterResponse()) {
      leftWaitingRoom();
    }
    drop(copy, reason);
  }

  /**
   * Accepts the copy or drops it, in microseconds. Releases the body in either case. Never throws.
   */
  void offer(Copy copy, CapturedBody body) {
    DropReason reason;
    try {
      reason = tryEnter(copy);
      if (reason == null) {
        reason = start(copy, body);
      }
    } catch (Throwable e) {
      reason = internalError(FailedStep.OFFER_COPY, e);
    }
    if (reason != null) {
      body.release();
      drop(copy, reason);
    }
  }

  /** Counts what must not happen; the copy is dropped for it. Never throws. */
  DropReason internalError(FailedStep step, Throwable failure) {
    context.errors().add(step, failure);
    return DropReason.INTERNAL_ERROR;
  }

  /** Drops a copy that was selected. Never throws. */
  void drop(Copy copy, DropReason reason) {
    drop(reason);
    try {
      copy.ended(DropOutcomes.of(reason), 0);
    } catch (Throwable e) {
      context.errors().add(FailedStep.PASS_ON_OUTCOME, e);
    }
  }

  /** Drops a selected copy that was never made. Never throws. */
  void drop(DropReason reason) {
    count(DropOutcomes.of(reason), 0);
  }

  /** Withholds a selected copy that was never made, which is no loss. Never throws. */
  void withhold() {
    try {
      try {
        counters.withheld();
      } finally {
        context.records().inFlight().ended();
      }
    } catch (Throwable e) {
      context.errors().add(FailedStep.COUNT_WITHHELD, e);
    }
  }

  /** Withholds a copy that is not wanted, which is no loss. Never throws. */
  void withhold(Copy copy) {
    withhold();
    try {
      copy.withheld();
    } catch (Throwable e) {
      context.errors().add(FailedStep.PASS_ON_WITHHELD, e);
    }
  }

  /** Never throws: a failure to record the outcome must not reach the caller. */
  private void count(Outcome outcome, long nanos) {
    try {
      try {
        counters.ended(outcome);
      } finally {
        context.records().inFlight().ended();
      }
      log.ended(outcome);
      if (outcome instanceof Outcome.Dropped(DropReason reason)) {
        context.records().listeners().dropped(drops, reason);
      } else {
        context.records().listeners().ended(id, outcome, nanos);
      }
    } catch (Throwable e) {
      context.errors().add(FailedStep.COUNT_OUTCOME, e);
    }
  }

  /** Logs what was lost and not logged yet. */
  void writeLastLine() {
    log.lineIsDue();
  }

  MirrorCounts counts() {
    return counters.snapshot(id, state());
  }

  private @Nullable DropReason tryEnter(Copy copy) {
    DropReason reason = switchedOff();
    if (reason != null) {
      return reason;
    }
    if (!permits.tryAcquire()) {
      return DropReason.LANE_FULL;
    }
    boolean inTotal = false;
    boolean entered = false;
    try {
      inTotal = context.bounds().totalPermits().tryAcquire();
      reason = inTotal ? tryBurden(copy) : DropReason.TOTAL_FULL;
      entered = reason == null;
    } finally {
      if (!entered) {
        permits.release();
        if (inTotal) {
          context.bounds().totalPermits().release();
        }
      }
    }
    return reason;
  }

  /** The rate is asked last, so that only copies that are sent count for it. */
  private @Nullable DropReason tryBurden(Copy copy) {
    // Baselines have limits of their own.
    RateLimit limit = copy.baseline() == null ? rateLimit(copy.mirror()) : null;
    if (!backOff.tryEnter()) {
      return DropReason.BACKED_OFF;
    }
    if (limit == null || rate.tryTake(1, limit.perSecond(), limit.burst(), now())) {
      return null;
    }
    backOff.unused();
    return DropReason.RATE_LIMITED;
  }

  private boolean isAnyLeft(@Nullable RateLimit limit) {
    return limit == null || rate.isAnyLeft(limit.perSecond(), limit.burst(), now());
  }

  private static @Nullable RateLimit rateLimit(RuleMirror target) {
    return target.mirror().rateLimit().orElse(null);
  }

  private long now() {
    return context.settings().hooks().nanoTime().getAsLong();
  }

  private @Nullable DropReason start(Copy copy, CapturedBody body) {
    CopyRun run = null;
    try {
      run = new CopyRun(this, copy, body, context.runner());
      context.runner().execute(run);
      return null;
    } catch (Throwable e) {
      if (run != null && !run.cancel()) {
        return null; // It runs all the same.
      }
      leaveUnused();
      if (e instanceof RejectedExecutionException) {
        return DropReason.CLOSED;
      }
      return internalError(FailedStep.START_COPY, e);
    }
  }

  @Override
  public void failed(Outcome outcome, Throwable failure) {
    try {
      context.records().failures().add(id, outcome, failure, "");
    } catch (Throwable e) {
      context.errors().add(FailedStep.KEEP_FAILURE, e);
    }
  }

  @Override
  public EditPlace editPlace(Copy copy, EditCalls.Edited run) {
    return new EditPlace(editCalls, run, bodyLimit(copy.mirror()));
  }

  /** Gives back all that the copy holds, whatever fails on the way. */
  @Override
  public void left(CapturedBody body) {
    try {
      body.release();
    } finally {
      leave();
    }
  }

  @Override
  public void ended(@Nullable Outcome outcome, long nanos) {
    if (outcome == null) {
      try {
        backOff.unused();
      } finally {
        withhold();
      }
      return;
    }
    try {
      backOff.ended(outcome);
    } finally {
      count(outcome, nanos);
    }
  }

  private void leaveUnused() {
    try {
      backOff.unused();
    } finally {
      leave();
    }
  }

  private void leave() {
    try {
      context.bounds().totalPermits().release();
    } finally {
      permits.release();
    }
  }
}

package io.github.mirror4j.http;

import io.github.mirror4j.http.account.Counters;
import io.github.mirror4j.http.account.DropLog;
import io.github.mirror4j.http.account.DropTally;
import io.github.mirror4j.http.body.CapturedBody;
import io.github.mirror4j.http.guard.Flag;
import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.http.send.Copy;
import io.github.mirror4j.http.send.DropOutcomes;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.LaneState;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.select.RuleMirror;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The bounded place where one mirror's copies run: a permit, or the copy is dropped.
 *
 * <p>It outlives the rule set it was made for, as long as a rule of that name has a mirror of that
 * name: permits, counters and the pause go on when rules are replaced.
 */
final class Lane implements CopyRun.Owner {

  private final MirrorId id;
  private final LaneContext context;
  private final Permits permits;
  private final BackOff backOff;
  private final Counters counters;
  private final DropLog log;
  private final DropTally drops;
  private final Flag credentialsNote = new Flag();
  private volatile boolean paused;
  private volatile boolean replaced;

  Lane(MirrorId id, LaneContext context) {
    this.id = id;
    this.context = context;
    Limits limits = context.settings().limits();
    LongSupplier nanoTime = context.settings().hooks().nanoTime();
    permits = new Permits("mirror4j-lane", limits.maxConcurrentCopies());
    backOff = new BackOff(limits.backOff(), nanoTime, context.errors());
    counters = new Counters(context.records().total());
    drops = new DropTally(id);
    log = new DropLog(this::counts, limits::describe, nanoTime, LogLines::add);
  }

  void pause(boolean pause) {
    paused = pause;
  }

  /** Whether no rule in force has the mirror; what was selected before is still sent. */
  void replaced(boolean isReplaced) {
    replaced = isReplaced;
  }

  boolean isReplaced() {
    return replaced;
  }

  boolean isPaused() {
    return paused;
  }

  /** Whether nothing is lost but counts if this lane is forgotten. */
  boolean isAtRest() {
    return !paused && counters.inFlight() == 0 && !backOff.isActive();
  }

  /** Why a copy would be dropped right now, so that its body need not be captured; else null. */
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
      return backOff.isActive() ? LaneState.BACKED_OFF : LaneState.SENDING;
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
    return target.mirror().bodyLimit().orElse(context.settings().limits().bodyLimit());
  }

  void selected() {
    counters.selected();
    context.records().inFlight().started();
  }

  /** Takes the copy or drops it, in microseconds; lets go of the body in any case. Never throws. */
  void offer(Copy copy, CapturedBody body) {
    DropReason reason;
    try {
      reason = tryEnter();
      if (reason == null) {
        reason = start(copy, body);
      }
    } catch (Throwable e) {
      context.errors().add("a copy could not be offered", e);
      reason = DropReason.INTERNAL_ERROR;
    }
    if (reason != null) {
      body.release();
      drop(copy, reason);
    }
  }

  /** Drops a copy that was selected. Never throws. */
  void drop(Copy copy, DropReason reason) {
    drop(reason);
    try {
      copy.ended(DropOutcomes.of(reason), 0);
    } catch (Throwable e) {
      context.errors().add("a comparison could not be told of an outcome", e);
    }
  }

  /** Drops what was selected and became no copy. Never throws. */
  void drop(DropReason reason) {
    ended(DropOutcomes.of(reason), 0);
  }

  /** Leaves out what was selected and is not wanted, which is no loss. Never throws. */
  void withhold() {
    try {
      counters.withheld();
      context.records().inFlight().ended();
    } catch (Throwable e) {
      context.errors().add("a withheld copy could not be counted", e);
    }
  }

  /** Never throws: whoever hears of the outcome, the caller is not to. */
  private void ended(Outcome outcome, long nanos) {
    try {
      counters.ended(outcome);
      context.records().inFlight().ended();
      log.ended(outcome);
      if (outcome instanceof Outcome.Dropped(DropReason reason)) {
        context.records().listeners().dropped(drops, reason);
      } else {
        context.records().listeners().ended(id, outcome, nanos);
      }
    } catch (Throwable e) {
      context.errors().add("an outcome could not be told", e);
    }
  }

  /** Tells what was lost and not told yet. */
  void writeLastLine() {
    log.lineIsDue();
  }

  MirrorCounts counts() {
    return counters.snapshot(id, state());
  }

  private @Nullable DropReason tryEnter() {
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
      inTotal = context.totalPermits().tryAcquire();
      entered = inTotal && backOff.tryEnter();
    } finally {
      if (!entered) {
        permits.release();
        if (inTotal) {
          context.totalPermits().release();
        }
      }
    }
    if (entered) {
      return null;
    }
    return inTotal ? DropReason.BACKED_OFF : DropReason.TOTAL_FULL;
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
      context.errors().add("a copy could not be started", e);
      return DropReason.INTERNAL_ERROR;
    }
  }

  @Override
  public void failed(Outcome outcome, Throwable failure) {
    try {
      context.records().failures().add(id, outcome, failure, "");
    } catch (Throwable e) {
      context.errors().add("a failure could not be kept", e);
    }
  }

  /** Gives back all that the copy holds, whatever fails on the way. */
  @Override
  public void settled(CapturedBody body, Outcome outcome, long nanos) {
    try {
      body.release();
    } finally {
      try {
        backOff.ended(outcome);
      } finally {
        try {
          leave();
        } finally {
          ended(outcome, nanos);
        }
      }
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
      context.totalPermits().release();
    } finally {
      permits.release();
    }
  }
}

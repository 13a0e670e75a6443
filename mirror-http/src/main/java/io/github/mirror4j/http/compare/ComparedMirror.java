package io.github.mirror4j.http.compare;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.compare.evidence.Compared;
import io.github.mirror4j.compare.evidence.MirrorEvidence;
import io.github.mirror4j.compare.pair.ComparedRequest;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.compare.pair.Triple;
import io.github.mirror4j.http.guard.FailedStep;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.CredentialHeaders;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of one mirror: draws pairs, joins them, compares them and has doubtful ones
 * confirmed.
 *
 * <p>Thread-safe; what callers' threads do here takes no lock.
 */
public final class ComparedMirror {

  /** What a confirmation asks of the old version. */
  static final int CONFIRMATION = 2;

  /** Too many requests, or service unavailable. */
  private static final Set<Integer> OVERLOADED = Set.of(429, 503);

  /** Working out a verdict takes some milliseconds. */
  private static final long VERDICT_AGE = Duration.ofSeconds(1).toNanos();

  private static final long READING_TIME = Duration.ofSeconds(30).toNanos();

  /**
   * A baseline is slow if it takes over twice the primary's time and a second more. A new
   * connection, a pause or a busy machine explains less, beside a fast primary.
   */
  private static final long SLOW = Duration.ofSeconds(1).toNanos();

  private final Comparison settings;
  private final MirrorEvidence evidence;
  private final BaselineBudget budget;
  private final CompareLane lane;
  private final UnreadPrimaries unread;
  private final LongSupplier nanoTime;
  private final RandomGenerator random;
  private final BiConsumer<FailedStep, Throwable> errors;
  private volatile @Nullable Look lastLook;

  private record Look(Verdict verdict, long nanos) {}

  ComparedMirror(
      Comparison settings,
      MirrorEvidence evidence,
      BaselineBudget budget,
      CompareLane lane,
      UnreadPrimaries unread,
      Environment environment) {
    this.settings = settings;
    this.evidence = evidence;
    this.budget = budget;
    this.lane = lane;
    this.unread = unread;
    nanoTime = environment.nanoTime();
    random = environment.random();
    errors = environment.errors();
  }

  /** {@return what was found so far} */
  public MirrorEvidence evidence() {
    return evidence;
  }

  /** Compares what was gathered, for a thread that waits for it. */
  public void runGathered() {
    lane.runGathered();
  }

  /** {@return the verdict, at most a second old; its sentence names no endpoint} */
  public Verdict verdict() {
    long now = nanoTime.getAsLong();
    Look look = lastLook;
    if (look == null || now - look.nanos() >= VERDICT_AGE) {
      look = new Look(evidence.verdict(), now);
      lastLook = look;
    }
    return look.verdict();
  }

  /** A primary to the service whose responses are compared. */
  public void primary() {
    budget.primary();
  }

  /**
   * {@return whether the old version is left alone for now: a baseline failed or some were slow}
   */
  public boolean isResting() {
    return budget.isResting();
  }

  /**
   * Takes the right to send the baseline of a pair and of its confirmation.
   *
   * @param repeatable whether the request could be sent again
   * @return false if the old version is not to get more at present, so that no pair is drawn
   */
  public boolean mayHaveBaseline(boolean repeatable) {
    return budget.tryTake(baselines(repeatable));
  }

  /**
   * Gives back at once what {@link #mayHaveBaseline} took: the pair cannot be compared.
   *
   * @param repeatable whether the request could be sent again
   */
  public void baselineUnused(boolean repeatable) {
    budget.giveBack(baselines(repeatable), nanoTime.getAsLong());
  }

  /**
   * Starts a pair, which counts from {@link ComparedCall#selected} on.
   *
   * @param request the request
   * @param ruleText what evidence of this pair is about
   * @param plan how it is compared; {@link #mayHaveBaseline} was asked for its baseline
   * @return the pair
   */
  public ComparedCall start(ComparedRequest request, String ruleText, ComparedCall.Plan plan) {
    return new ComparedCall(this, request, ruleText, plan);
  }

  /**
   * Starts to note how a request that is no pair ends.
   *
   * @return what waits for both ends
   */
  public NotedCall note() {
    return new NotedCall(this::note);
  }

  /** Notes it off the caller's thread; where the lane is busy, not at all. */
  private void note(int primaryStatus, Leg candidate) {
    // It decides nothing, so it may be lost.
    var unused = lane.offer(new Noting(primaryStatus, candidate));
  }

  /** The most bytes of a response that are captured. */
  int responseLimit() {
    return settings.responseLimit();
  }

  CopyLeg leg(Duration time, Pair pair, Consumer<EndedLeg> end) {
    return CopyLeg.captured(time, settings.responseLimit(), () -> !pair.isOver(), end, errors);
  }

  void selected() {
    evidence.selected();
  }

  void lost(LossReason reason) {
    evidence.lost(reason);
  }

  void giveBack(int requests, long takenAt) {
    budget.giveBack(requests, takenAt);
  }

  /** Makes sure that what is handed in is compared; on copies' threads alone. */
  void keepComparing() {
    try {
      lane.keepRunning();
      unread.keepWatching();
    } catch (Throwable e) {
      errors.accept(FailedStep.START_COMPARING, e);
    }
  }

  LongSupplier nanoTime() {
    return nanoTime;
  }

  static int baselines(boolean repeatable) {
    return repeatable ? 1 + CONFIRMATION : 1;
  }

  /** Gives up a primary that nobody reads, some time after the copies had to end. */
  void awaitPrimary(ComparedCall call, long copyDeadline) {
    boolean isAwaited = false;
    try {
      isAwaited = unread.add(call, copyDeadline + READING_TIME);
    } finally {
      if (!isAwaited) {
        call.lose(lane.isClosed() ? LossReason.STOPPED : LossReason.PRIMARY_NOT_READ);
      }
    }
  }

  /** Compares a pair that is complete. Never throws. */
  void compare(ComparedCall call) {
    boolean isAccepted = false;
    try {
      isAccepted = lane.offer(new Comparing(call));
    } catch (Throwable e) {
      errors.accept(FailedStep.COMPARE, e);
    }
    if (!isAccepted) {
      end(call, lane.isClosed() ? LossReason.STOPPED : LossReason.COMPARE_LANE_FULL);
    }
  }

  /** Ends a pair that is complete and will not be compared. */
  private void end(ComparedCall call, LossReason reason) {
    call.release();
    evidence.lost(reason);
    call.confirmationUnused();
  }

  private void compareNow(ComparedCall call) {
    Triple triple;
    try {
      unread.remove(call);
      triple = call.triple();
      restIfFailing(triple.baseline());
      budget.responded(isSlow(triple));
      if (call.areCopiesUnlike()) {
        end(call, LossReason.COPIES_UNLIKE_PRIMARY);
        return;
      }
    } catch (Throwable e) {
      errors.accept(FailedStep.COMPARE, e);
      end(call, LossReason.INTERNAL_ERROR);
      return;
    }
    Compared result;
    try {
      result = evidence.add(triple, call.ruleText());
    } finally {
      call.release();
    }
    if (!result.wantsConfirmation()) {
      call.confirmationUnused();
    } else if (!isToBeConfirmed(call, result)) {
      evidence.unconfirmed(result);
      call.confirmationUnused();
    }
  }

  private boolean isToBeConfirmed(ComparedCall call, Compared result) {
    Resend resend = call.resend();
    if (resend == null) {
      return false;
    }
    try {
      return lane.later(new Confirming(call, resend, result), delay());
    } catch (Throwable e) {
      errors.accept(FailedStep.CONFIRM, e);
      return false;
    }
  }

  /** An old version that fails, or says that it is overloaded, gets a rest. */
  private void restIfFailing(@Nullable Leg fromOldVersion) {
    boolean isOverloaded =
        fromOldVersion instanceof Leg.Responded responded
            && OVERLOADED.contains(responded.response().status());
    if (isOverloaded || fromOldVersion instanceof Leg.Failed) {
      budget.rest();
    }
  }

  private static boolean isSlow(Triple triple) {
    return triple.primary() instanceof Leg.Responded primary
        && triple.baseline() instanceof Leg.Responded baseline
        && baseline.timing().headNanos() > 2 * primary.timing().headNanos() + SLOW;
  }

  private long delay() {
    long least = settings.confirmAfterMin().toNanos();
    long most = settings.confirmAfterMax().toNanos();
    return least + (most > least ? random.nextLong(most - least + 1) : 0);
  }

  private final class Noting extends CompareLane.Task {

    private final int primaryStatus;
    private final Leg candidate;

    Noting(int primaryStatus, Leg candidate) {
      this.primaryStatus = primaryStatus;
      this.candidate = candidate;
    }

    @Override
    void execute() {
      try {
        evidence.noted(primaryStatus, candidate);
      } catch (Throwable e) {
        errors.accept(FailedStep.COUNT_STATUS, e);
      }
    }

    @Override
    void stop() {}
  }

  private final class Comparing extends CompareLane.Task {

    private final ComparedCall call;

    Comparing(ComparedCall call) {
      this.call = call;
    }

    @Override
    void execute() {
      compareNow(call);
    }

    @Override
    void stop() {
      end(call, LossReason.STOPPED);
    }
  }

  /** Asks again, and takes the three legs when all have ended. */
  private final class Confirming extends CompareLane.Task {

    private final ComparedCall call;
    private final Resend resend;
    private final Compared first;

    Confirming(ComparedCall call, Resend resend, Compared first) {
      this.call = call;
      this.resend = resend;
      this.first = first;
    }

    @Override
    void execute() {
      if (budget.isResting()) {
        stop();
        return;
      }
      Pair again = new Pair(true, this::complete, (pair, reason) -> evidence.unconfirmed(first));
      Duration time = call.copyTime();
      try {
        boolean isSent =
            resend.send(
                leg(time, again, again::primary),
                leg(time, again, again::baseline),
                leg(time, again, again::candidate));
        if (!isSent) {
          stop();
        }
      } catch (Throwable e) {
        errors.accept(FailedStep.SEND_AGAIN, e);
        again.lose(LossReason.INTERNAL_ERROR);
      }
    }

    @Override
    void stop() {
      evidence.unconfirmed(first);
      call.confirmationUnused();
    }

    private void complete(Pair again) {
      if (!lane.offer(new Deciding(again))) {
        again.release();
        evidence.unconfirmed(first);
      }
      keepComparing();
    }

    private final class Deciding extends CompareLane.Task {

      private final Pair again;

      Deciding(Pair again) {
        this.again = again;
      }

      @Override
      void execute() {
        try {
          Triple legs = again.triple(call.request());
          Leg baseline = legs.baseline();
          if (baseline == null) {
            throw new IllegalStateException("a confirmation has a baseline");
          }
          restIfFailing(legs.primary());
          restIfFailing(baseline);
          evidence.confirmed(first, legs.primary(), baseline, legs.candidate());
        } catch (Throwable e) {
          errors.accept(FailedStep.CONFIRM, e);
          evidence.unconfirmed(first);
        } finally {
          again.release();
        }
      }

      @Override
      void stop() {
        again.release();
        evidence.unconfirmed(first);
      }
    }
  }

  /**
   * What comparisons need of the engine.
   *
   * @param nanoTime the clock, which never throws
   * @param random the source of chance, which never throws
   * @param credentials the headers that tell callers apart, and with them requests
   * @param errors counts what must not happen
   */
  public record Environment(
      LongSupplier nanoTime,
      RandomGenerator random,
      CredentialHeaders credentials,
      BiConsumer<FailedStep, Throwable> errors) {}
}

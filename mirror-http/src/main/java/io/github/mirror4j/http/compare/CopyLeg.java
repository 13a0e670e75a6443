package io.github.mirror4j.http.compare;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.diff.ReceivedBody;
import io.github.mirror4j.compare.diff.ReceivedResponse;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.compare.pair.Timing;
import io.github.mirror4j.http.body.CapturedResponse;
import io.github.mirror4j.http.body.ResponseObserver;
import io.github.mirror4j.http.guard.FailedStep;
import io.github.mirror4j.http.guard.Flag;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.Outcome;
import java.net.URI;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A copy whose response is compared: a candidate, a baseline, or one of a confirmation.
 *
 * <p>The client hands in the response, then the lane the outcome, as of every copy. The outcome
 * ends the leg, exactly once; a response that comes later is let go of.
 */
public final class CopyLeg implements ResponseObserver {

  private final Consumer<EndedLeg> end;
  private final @Nullable Duration timeout;
  private final int limit;
  private final BooleanSupplier wanted;
  private final BiConsumer<FailedStep, Throwable> errors;
  private final AtomicReference<@Nullable CapturedResponse> response = new AtomicReference<>();
  private final Flag over = new Flag();
  private volatile long start;
  private volatile String scheme = "";
  private volatile boolean lacksCredentials;
  private volatile boolean broken;
  private volatile boolean isTimedOut;

  private CopyLeg(
      Consumer<EndedLeg> end,
      @Nullable Duration timeout,
      int limit,
      BooleanSupplier wanted,
      BiConsumer<FailedStep, Throwable> errors) {
    this.end = end;
    this.timeout = timeout;
    this.limit = limit;
    this.wanted = wanted;
    this.errors = errors;
  }

  /**
   * Creates the leg of a copy whose response is captured.
   *
   * @param timeout how long the whole exchange may take
   * @param limit how many bytes of its response are captured
   * @param wanted whether the response is still wanted
   * @param end takes the leg once it has ended
   */
  static CopyLeg captured(
      Duration timeout,
      int limit,
      BooleanSupplier wanted,
      Consumer<EndedLeg> end,
      BiConsumer<FailedStep, Throwable> errors) {
    return new CopyLeg(end, timeout, limit, wanted, errors);
  }

  /** Creates the leg of a copy of which only the outcome counts. */
  static CopyLeg notCaptured(Consumer<EndedLeg> end) {
    return new CopyLeg(end, null, -1, () -> false, (step, failure) -> {});
  }

  /** {@return whether the response is captured} */
  public boolean isCaptured() {
    return limit >= 0;
  }

  /** {@return how many bytes of the response are captured} */
  public int limit() {
    return limit;
  }

  /** {@return how long the whole exchange may take; empty where the mirror's own time counts} */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /**
   * The request is handed to the client.
   *
   * @param nanoTime when
   * @param address where it goes
   */
  public void started(long nanoTime, URI address) {
    start = nanoTime;
    scheme = String.valueOf(address.getScheme());
  }

  /** The request carries fewer credentials than its primary. */
  public void lacksCredentialsOfPrimary() {
    lacksCredentials = true;
  }

  boolean lacksCredentials() {
    return lacksCredentials;
  }

  @Override
  public boolean wants() {
    return !over.isRaised() && wanted.getAsBoolean();
  }

  @Override
  public void head(ResponseInfo head, long nanoTime) {
    release(response.getAndSet(null));
  }

  @Override
  public void ended(CapturedResponse captured) {
    release(response.getAndSet(captured));
    if (over.isRaised()) {
      release(response.getAndSet(null));
    }
  }

  /** Whatever the copy's outcome is, it says nothing about the response. */
  @Override
  public void failed(Throwable failure) {
    broken = true;
    errors.accept(FailedStep.CAPTURE_RESPONSE, failure);
  }

  /** The time for the exchange is over: what is missing of the response came too late. */
  public void timedOut() {
    isTimedOut = true;
  }

  /**
   * The copy has ended. Called for each copy, once. Never throws.
   *
   * @param outcome how it ended
   * @param nanos how long it took
   */
  public void ended(Outcome outcome, long nanos) {
    if (!over.raise()) {
      return;
    }
    CapturedResponse captured = response.getAndSet(null);
    EndedLeg leg = EndedLeg.BROKEN;
    try {
      leg = legOf(captured, outcome, nanos);
    } catch (Throwable e) {
      errors.accept(FailedStep.TAKE_COPY, e);
    }
    if (leg.isWithoutResponse()) {
      release(captured);
    }
    try {
      end.accept(leg);
    } catch (Throwable e) {
      errors.accept(FailedStep.PASS_ON_OUTCOME, e);
    }
  }

  /** The copy is not wanted. Called in place of {@link #ended(Outcome, long)}. Never throws. */
  public void withheld() {
    if (over.raise()) {
      try {
        end.accept(EndedLeg.WITHHELD);
      } catch (Throwable e) {
        errors.accept(FailedStep.PASS_ON_OUTCOME, e);
      }
    }
  }

  private EndedLeg legOf(@Nullable CapturedResponse captured, Outcome outcome, long nanos) {
    if (!(outcome instanceof Outcome.Completed)) {
      return EndedLeg.of(legOf(outcome, nanos));
    }
    if (captured != null && isInTime(captured)) {
      return EndedLeg.of(captured, start, scheme, false, 1);
    }
    return broken ? EndedLeg.BROKEN : EndedLeg.of(legOf(outcome, nanos));
  }

  /** A copy has an outcome with the head of its response; what counts here is the whole. */
  private static boolean isInTime(CapturedResponse captured) {
    return captured.missing().filter(why -> why == ReceivedBody.Reason.NOT_READ).isEmpty();
  }

  private static void release(@Nullable CapturedResponse captured) {
    if (captured != null) {
      captured.release();
    }
  }

  private Leg legOf(Outcome outcome, long nanos) {
    return switch (outcome) {
      case Outcome.Completed(int status) -> completed(status, nanos);
      case Outcome.TimedOut timedOut -> new Leg.Failed(Leg.Failed.Kind.TIMED_OUT, atLeast(nanos));
      case Outcome.Dropped(DropReason reason) -> new Leg.NotSent(lossOf(reason));
      case Outcome.Failed(FailureCause cause) -> failed(cause, nanos);
    };
  }

  /** A copy whose thread was lost has no time of its own. */
  private long atLeast(long nanos) {
    return timeout == null ? nanos : Math.max(nanos, timeout.toNanos());
  }

  /**
   * The response that it should have captured is missing: it was not complete in time, or mirroring
   * ended before.
   */
  private Leg completed(int status, long nanos) {
    if (isCaptured()) {
      return isTimedOut
          ? new Leg.Failed(Leg.Failed.Kind.TIMED_OUT, atLeast(nanos))
          : new Leg.NotSent(LossReason.STOPPED);
    }
    ReceivedBody body = new ReceivedBody.Missing(ReceivedBody.Reason.NOT_READ);
    return new Leg.Responded(
        new ReceivedResponse(status, Map.of(), body), new Timing(nanos, nanos, ""), false);
  }

  private static Leg failed(FailureCause cause, long nanos) {
    return switch (cause) {
      case NO_ENDPOINT,
          INVALID_REQUEST,
          PROXY,
          PROXY_AUTHENTICATION,
          EDITOR_FAILED,
          EDITOR_TIMED_OUT ->
          new Leg.NotSent(LossReason.COPY_DROPPED);
      case ABORTED -> new Leg.NotSent(LossReason.STOPPED);
      case UNKNOWN_HOST, CONNECT, TLS, CONNECTION_LOST ->
          new Leg.Failed(Leg.Failed.Kind.CONNECTION, nanos);
      case PROTOCOL, OTHER -> new Leg.Failed(Leg.Failed.Kind.OTHER, nanos);
    };
  }

  private static LossReason lossOf(DropReason reason) {
    return switch (reason) {
      case LANE_FULL, STREAM_LIMIT -> LossReason.LANE_FULL;
      case TOTAL_FULL -> LossReason.TOTAL_FULL;
      case PRIMARY_UNFINISHED -> LossReason.PRIMARY_SLOWER;
      case BACKED_OFF, SLOW_START -> LossReason.BACKED_OFF;
      case RATE_LIMITED -> LossReason.RATE_LIMITED;
      case PRIMARY_CANCELLED -> LossReason.PRIMARY_CANCELLED;
      case PRIMARY_FAILED, PRIMARY_REFUSED -> LossReason.PRIMARY_FAILED;
      case PAUSED, SWITCHED_OFF, CLOSED -> LossReason.STOPPED;
      case INTERNAL_ERROR -> LossReason.INTERNAL_ERROR;
      case BODY_TOO_LARGE,
          MEMORY_FULL,
          BODY_INCOMPLETE,
          NOT_REBUILDABLE,
          NOT_COMPARED,
          WAITING_FULL ->
          LossReason.COPY_DROPPED;
    };
  }
}

package io.github.mirror4j.http.compare;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.diff.ReceivedBody;
import io.github.mirror4j.compare.diff.ReceivedResponse;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.compare.pair.Timing;
import io.github.mirror4j.http.body.CapturedResponse;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A leg that has ended, with the memory that its response holds. Several pairs may share it: a
 * primary's response that is compared with those of two mirrors is captured once.
 */
final class EndedLeg {

  /**
   * The end of a copy that the library lost track of. It holds nothing, so that all can share it.
   */
  static final EndedLeg BROKEN = new EndedLeg(new Leg.NotSent(LossReason.INTERNAL_ERROR));

  /** The end of a copy that was not wanted. It holds nothing either. */
  static final EndedLeg WITHHELD = new EndedLeg(new Leg.NotSent(LossReason.WITHHELD));

  private final boolean hasResponse;
  private final AtomicInteger holders;
  private @Nullable Supplier<Leg> response;
  private @Nullable Runnable release;
  private @Nullable Leg leg;

  private EndedLeg(Leg leg) {
    this.leg = leg;
    hasResponse = false;
    holders = new AtomicInteger(1);
  }

  /**
   * @param response makes the leg of the response, when it is to be compared
   * @param release gives back the memory that the response holds; run once
   * @param holders how many pairs have the leg, each of which releases it once
   */
  EndedLeg(Supplier<Leg> response, Runnable release, int holders) {
    hasResponse = true;
    this.response = response;
    this.release = release;
    this.holders = new AtomicInteger(holders);
  }

  /** A leg without response. */
  static EndedLeg of(Leg leg) {
    return new EndedLeg(leg);
  }

  /**
   * A leg with a response.
   *
   * @param start when the request was handed to the client
   * @param holders how many pairs have it
   */
  static EndedLeg of(
      CapturedResponse response, long start, String scheme, boolean redirected, int holders) {
    Timing timing =
        new Timing(
            response.headNanos() - start,
            response.endNanos() - start,
            scheme + " " + response.version());
    return new EndedLeg(
        () -> new Leg.Responded(response.received(), timing, redirected),
        response::release,
        holders);
  }

  /** The same leg for a pair that compares less of a body than this one has. */
  EndedLeg tooLarge() {
    return new EndedLeg(() -> tooLarge(leg()), this::release, 1);
  }

  private static Leg tooLarge(Leg whole) {
    if (!(whole
        instanceof Leg.Responded(ReceivedResponse got, Timing timing, boolean redirected))) {
      return whole;
    }
    ReceivedBody body = new ReceivedBody.Missing(ReceivedBody.Reason.TOO_LARGE);
    return new Leg.Responded(
        new ReceivedResponse(got.status(), got.headers(), body), timing, redirected);
  }

  boolean isWithoutResponse() {
    return !hasResponse;
  }

  /** Why the request was not sent; null if it was. */
  @Nullable LossReason notSent() {
    return !hasResponse && leg() instanceof Leg.NotSent(LossReason reason) ? reason : null;
  }

  /** Whether the request was sent and no response came. */
  boolean isFailed() {
    return !hasResponse && leg() instanceof Leg.Failed;
  }

  /** What is compared. The first call brings the bytes into one array: not for callers' threads. */
  synchronized Leg leg() {
    if (leg == null) {
      leg = requireNonNull(response, "released").get();
    }
    return leg;
  }

  /**
   * Lets go of the response, for one of the pairs that have it; with the last one, of its bytes.
   */
  void release() {
    if (hasResponse && holders.decrementAndGet() == 0) {
      Runnable last = forget();
      if (last != null) {
        last.run();
      }
    }
  }

  private synchronized @Nullable Runnable forget() {
    Runnable last = release;
    release = null;
    response = null;
    leg = null;
    return last;
  }
}

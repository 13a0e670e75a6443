package io.github.mirror4j.http.compare;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.pair.ComparedRequest;
import io.github.mirror4j.compare.pair.Triple;
import io.github.mirror4j.http.guard.Flag;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One compared request: its legs, and what it may still ask of the old version. */
public final class ComparedCall {

  private final ComparedMirror mirror;
  private volatile ComparedRequest request;
  private final String ruleText;
  private final Plan plan;
  private final Pair pair;
  private final CopyLeg candidate;
  private final @Nullable CopyLeg baseline;
  private final AtomicBoolean confirmationOpen;
  private final long start;
  private final Flag primaryEnded = new Flag();
  private volatile @Nullable PrimaryResponse primary;

  /**
   * How a request is compared.
   *
   * @param copyTime how long copies may take
   * @param hasBaseline whether a baseline is sent
   * @param resend sends the request again; null where it can't be
   * @param unfit why it cannot be compared, as is known from the start; null where it can
   */
  public record Plan(
      Duration copyTime,
      boolean hasBaseline,
      @Nullable Resend resend,
      @Nullable LossReason unfit) {}

  ComparedCall(ComparedMirror mirror, ComparedRequest request, String ruleText, Plan plan) {
    this.mirror = mirror;
    this.request = request;
    this.ruleText = ruleText;
    this.plan = plan;
    boolean hasBaseline = plan.hasBaseline();
    Duration copyTime = plan.copyTime();
    confirmationOpen = new AtomicBoolean(hasBaseline && plan.resend() != null);
    start = mirror.nanoTime().getAsLong();
    pair = new Pair(hasBaseline, complete -> mirror.compare(this), (lost, reason) -> lost(reason));
    candidate = mirror.leg(copyTime, pair, this::candidateEnded);
    baseline = hasBaseline ? mirror.leg(copyTime, pair, this::baselineEnded) : null;
  }

  /**
   * Counts the pair as selected. Comes before anything ends, and only once all that belongs to it
   * was made: nothing here needs memory.
   */
  public void selected() {
    mirror.selected();
    LossReason unfit = plan.unfit();
    if (unfit != null) {
      lose(unfit);
    }
  }

  /** {@return how many bytes of a response are captured} */
  public int responseLimit() {
    return mirror.responseLimit();
  }

  /** {@return how long the copies may take, from the moment that the pair was drawn} */
  public Duration copyTime() {
    return plan.copyTime();
  }

  /** {@return the copy at the mirror} */
  public CopyLeg candidate() {
    return candidate;
  }

  /** {@return the copy at the primary's own service; null where none was drawn} */
  public @Nullable CopyLeg baseline() {
    return baseline;
  }

  /**
   * The pair cannot be compared.
   *
   * @param reason why
   */
  public void lose(LossReason reason) {
    pair.lose(reason);
  }

  /**
   * The request has a body.
   *
   * @param hash a hash of it
   */
  public void bodyIs(long hash) {
    request =
        new ComparedRequest(
            request.method(),
            request.path(),
            request.query(),
            request.headers(),
            hash,
            request.samplingKey());
  }

  ComparedRequest request() {
    return request;
  }

  String ruleText() {
    return ruleText;
  }

  @Nullable Resend resend() {
    return plan.resend();
  }

  /** Whether credentials of the primary are missing in one of the copies, and not in the other. */
  boolean areCopiesUnlike() {
    return baseline != null && candidate.lacksCredentials() != baseline.lacksCredentials();
  }

  Triple triple() {
    return pair.triple(request);
  }

  void release() {
    pair.release();
  }

  /** {@return whether nothing is to be captured any more: the pair was lost, or is complete} */
  public boolean isOver() {
    return pair.isOver();
  }

  /** The caller's own response has ended. */
  void primary(EndedLeg leg) {
    if (primaryEnded.raise()) {
      pair.primary(leg);
    } else {
      leg.release(); // It came too late.
    }
  }

  boolean hasBaseline() {
    return baseline != null;
  }

  /** The caller's own response, which is given up when nobody wants or reads it. */
  void primaryIs(PrimaryResponse response) {
    primary = response;
  }

  /** The primary takes too long. */
  void giveUp() {
    PrimaryResponse response = primary;
    lose(
        response == null || response.hasHead()
            ? LossReason.PRIMARY_NOT_READ
            : LossReason.PRIMARY_SLOWER);
  }

  /** Mirroring has ended. */
  void stop() {
    lose(LossReason.STOPPED);
  }

  /** There will be no confirmation. */
  void confirmationUnused() {
    if (confirmationOpen.getAndSet(false)) {
      mirror.giveBack(ComparedMirror.CONFIRMATION, start);
    }
  }

  /** What was captured of the primary is let go of, whatever its reader does, and fails here. */
  private void lost(LossReason reason) {
    try {
      mirror.lost(reason);
      confirmationUnused();
    } finally {
      PrimaryResponse response = primary;
      if (response != null) {
        response.forgetIfUnwanted();
      }
    }
  }

  private void candidateEnded(EndedLeg leg) {
    pair.candidate(leg);
    mirror.keepComparing();
    if (pair.awaitsPrimary()) {
      mirror.awaitPrimary(this, start + plan.copyTime().toNanos());
    }
  }

  /** A baseline that was not sent costs nothing. */
  private void baselineEnded(EndedLeg leg) {
    if (leg.notSent() != null) {
      mirror.giveBack(1, start);
    }
    pair.baseline(leg);
    mirror.keepComparing();
  }
}

package io.github.mirror4j.compare.pair;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.diff.PrimaryReading;
import io.github.mirror4j.compare.diff.ReceivedBody;
import io.github.mirror4j.compare.diff.ResponseDiffer;
import io.github.mirror4j.compare.diff.TimeWindow;
import io.github.mirror4j.compare.pair.Leg.Failed;
import io.github.mirror4j.compare.pair.Leg.NotSent;
import io.github.mirror4j.compare.pair.Leg.Responded;
import io.github.mirror4j.compare.pair.Observation.Contrast;
import io.github.mirror4j.rule.Comparison;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of a triple can be compared. Whether the bodies can be is decided by the primary
 * alone. Stateless and thread-safe.
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public final class TripleReader {

  private final ResponseDiffer differ;
  private final BuildIds builds;

  public TripleReader(ResponseDiffer differ, Comparison settings) {
    this.differ = differ;
    this.builds = new BuildIds(settings.buildHeaders());
  }

  /**
   * Reads a triple.
   *
   * @param now the time, after the last response
   */
  public TripleReading read(Triple triple, Instant now) {
    LossReason unsent = unsent(triple);
    if (unsent != null) {
      return TripleReading.lost(unsent);
    }
    if (!(triple.primary() instanceof Responded primary)) {
      return withoutPrimary(triple);
    }
    if (triple.baseline() instanceof Responded baseline && builds.differ(primary, baseline)) {
      return TripleReading.lost(LossReason.V1_CHANGED);
    }
    if (primary.redirected() || areRefused(primary, triple)) {
      return TripleReading.lost(LossReason.COPIES_UNLIKE_PRIMARY);
    }
    Contrast errors = errors(primary, triple);
    Observation.Times times = times(triple);
    TimeWindow window = window(primary, triple.candidate(), triple.baseline(), now);
    PrimaryReading reading = differ.read(primary.response(), triple.request().headers(), window);
    if (reading instanceof PrimaryReading.Lost(LossReason reason)) {
      return new TripleReading(reason, false, null, errors, times);
    }
    LossReason lost = copyLost(triple);
    boolean againstCandidate =
        lost == LossReason.COPY_MEMORY_FULL && isMemoryFull(triple.candidate());
    PrimaryReading.Usable readable = lost == null ? (PrimaryReading.Usable) reading : null;
    return new TripleReading(lost, againstCandidate, readable, errors, times);
  }

  /**
   * A failed primary cannot be compared with. But where it takes the baseline's place, its failures
   * count against those of the candidate. Otherwise only the candidate's would count.
   */
  private static TripleReading withoutPrimary(Triple triple) {
    boolean isSlower =
        triple.primary() instanceof Failed failed && failed.kind() == Failed.Kind.TIMED_OUT;
    LossReason loss = isSlower ? LossReason.PRIMARY_SLOWER : LossReason.PRIMARY_FAILED;
    if (triple.baseline() != null) {
      return TripleReading.lost(loss);
    }
    Contrast errors = new Contrast(isError(triple.candidate()), true);
    return new TripleReading(loss, false, null, errors, null);
  }

  private static @Nullable LossReason unsent(Triple triple) {
    if (triple.candidate() instanceof NotSent(LossReason reason)) {
      return reason;
    }
    if (triple.primary() instanceof NotSent(LossReason reason)) {
      return reason;
    }
    return triple.baseline() instanceof NotSent(LossReason reason) ? reason : null;
  }

  private static @Nullable LossReason copyLost(Triple triple) {
    if (triple.baseline() instanceof Failed) {
      return LossReason.BASELINE_FAILED;
    }
    if (isMemoryFull(triple.candidate()) || isMemoryFull(triple.baseline())) {
      return LossReason.COPY_MEMORY_FULL;
    }
    boolean givenUp = isGivenUp(triple.candidate()) || isGivenUp(triple.baseline());
    return givenUp ? LossReason.STOPPED : null;
  }

  private static boolean isMemoryFull(@Nullable Leg leg) {
    return missing(leg) == ReceivedBody.Reason.MEMORY_FULL;
  }

  private static boolean isGivenUp(@Nullable Leg leg) {
    ReceivedBody.Reason missing = missing(leg);
    return missing != null && missing.isGivenUp();
  }

  private static ReceivedBody.@Nullable Reason missing(@Nullable Leg leg) {
    return leg instanceof Responded responded
            && responded.response().body() instanceof ReceivedBody.Missing(var reason)
        ? reason
        : null;
  }

  /**
   * Returns whether the old version refuses the copy of a request that it did not refuse. Then the
   * copy lacks something, and a new version that responds to it does not do better: perhaps it asks
   * for no credentials. One that fails does so whatever the copy lacks. Without a baseline it is
   * unknown whether the new version refuses the request or only its copies.
   */
  private static boolean areRefused(Responded primary, Triple triple) {
    return triple.candidate() instanceof Responded candidate
        && triple.baseline() instanceof Responded baseline
        && candidate.response().status() < 500
        && isRefusal(baseline.response().status())
        && !isRefusal(primary.response().status());
  }

  /** Redirections that a client follows, and responses to missing credentials. */
  private static boolean isRefusal(int status) {
    return (status >= 300 && status < 400 && status != 304)
        || status == 401
        || status == 403
        || status == 407;
  }

  /** Without a baseline the primary's own outcome takes its place. */
  private static Contrast errors(Responded primary, Triple triple) {
    Leg reference = triple.baseline() == null ? primary : triple.baseline();
    return new Contrast(isError(triple.candidate()), isError(reference));
  }

  private static boolean isError(Leg leg) {
    return switch (leg) {
      case Responded responded -> responded.response().status() >= 500;
      case Failed failed -> true;
      case NotSent notSent -> false;
    };
  }

  /** Only copies of the same protocol are timed against each other. */
  private static Observation.@Nullable Times times(Triple triple) {
    if (triple.baseline() == null) {
      return null;
    }
    String candidateProtocol = protocol(triple.candidate());
    String baselineProtocol = protocol(triple.baseline());
    if (candidateProtocol == null || baselineProtocol == null) {
      return null;
    }
    boolean same =
        candidateProtocol.isEmpty()
            || baselineProtocol.isEmpty()
            || candidateProtocol.equals(baselineProtocol);
    return same ? new Observation.Times(nanos(triple.candidate()), nanos(triple.baseline())) : null;
  }

  /** Returns the protocol; empty for a timeout, and null for a leg that says nothing about time. */
  private static @Nullable String protocol(Leg leg) {
    return switch (leg) {
      case Responded responded -> responded.timing().protocol();
      case Failed failed when failed.kind() == Failed.Kind.TIMED_OUT -> "";
      case Failed failed -> null;
      case NotSent notSent -> null;
    };
  }

  /**
   * Returns when the responses of a triple were made. Copies may be sent after the primary's
   * response, so their time adds to its own.
   *
   * @param now the time, after the last response
   */
  public static TimeWindow window(Leg primary, Leg candidate, @Nullable Leg baseline, Instant now) {
    long copies = Math.max(nanos(candidate), baseline == null ? 0 : nanos(baseline));
    return TimeWindow.before(now, nanos(primary) + copies);
  }

  private static long nanos(Leg leg) {
    return switch (leg) {
      case Responded responded -> responded.timing().endNanos();
      case Failed failed -> failed.nanos();
      case NotSent notSent -> 0;
    };
  }
}

package io.github.mirror4j.compare.pair;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.diff.PrimaryReading;
import io.github.mirror4j.compare.pair.Observation.Contrast;
import org.jspecify.annotations.Nullable;

/**
 * What a triple shows before any body is compared.
 *
 * @param loss why its responses cannot be compared; null if they can
 * @param againstCandidate whether the loss counts against the candidate where SAFE is decided
 * @param primary the primary's response, read; null if the bodies cannot be compared
 * @param errors which copies failed; null if that says nothing
 * @param times how long the copies took; null if that says nothing
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public record TripleReading(
    @Nullable LossReason loss,
    boolean againstCandidate,
    PrimaryReading.@Nullable Usable primary,
    @Nullable Contrast errors,
    Observation.@Nullable Times times) {

  public static TripleReading lost(LossReason reason) {
    return new TripleReading(reason, false, null, null, null);
  }
}

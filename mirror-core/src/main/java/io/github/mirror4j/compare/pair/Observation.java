package io.github.mirror4j.compare.pair;

import org.jspecify.annotations.Nullable;

/**
 * What a pair or triple showed, as far as it counts.
 *
 * @param endpoint the endpoint
 * @param hasBaseline whether a baseline was sent; without one, the primary stands in for it
 * @param content whether the responses differ from the primary's; null if they cannot be compared
 * @param errors which copies failed; null if that says nothing about the candidate
 * @param times how long the copies took; null if that cannot be compared
 * @param statuses the statuses of the responses
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public record Observation(
    String endpoint,
    boolean hasBaseline,
    @Nullable Contrast content,
    @Nullable Contrast errors,
    @Nullable Times times,
    Statuses statuses) {

  /**
   * Whether each of the copies is worse than the primary.
   *
   * @param candidate whether the candidate is
   * @param baseline whether the baseline is; false without one
   */
  public record Contrast(boolean candidate, boolean baseline) {

    public boolean onlyCandidate() {
      return candidate && !baseline;
    }

    public boolean any() {
      return candidate || baseline;
    }
  }

  /** How long the copies took, in nanoseconds. */
  public record Times(long candidate, long baseline) {}

  /** The statuses of the responses; 0 without response. */
  public record Statuses(int primary, int candidate, int baseline) {}
}

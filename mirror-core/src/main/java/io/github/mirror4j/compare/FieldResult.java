package io.github.mirror4j.compare;

import java.util.Set;

/**
 * What differs at one path of an endpoint's responses. Paths explain, they decide nothing.
 *
 * @param endpoint the endpoint; with the method before it where its requests have no baseline in a
 *     comparison with baselines
 * @param path the path, such as {@code $.items[*].price}, {@code status} or {@code header:etag}
 * @param kinds how it differs
 * @param severity the gravest of it
 * @param counts whether that makes responses differ
 * @param noisy whether the old version's responses differ there most of the time, so that only
 *     shapes are compared
 * @param n informative triples since the path appeared
 * @param b triples in which only the candidate differs
 * @param c triples in which only the baseline differs
 * @param d triples in which both differ
 * @param lower how much more often the candidate differs, at least; -1 where there is no baseline
 *     that could tell
 * @param upper how much more often the candidate differs, at most
 * @since 0.1.0
 */
public record FieldResult(
    String endpoint,
    String path,
    Set<DifferenceKind> kinds,
    Severity severity,
    boolean counts,
    boolean noisy,
    long n,
    long b,
    long c,
    long d,
    double lower,
    double upper) {

  /** Copies the set. */
  public FieldResult {
    kinds = Set.copyOf(kinds);
  }
}

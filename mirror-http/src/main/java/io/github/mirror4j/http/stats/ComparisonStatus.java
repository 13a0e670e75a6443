package io.github.mirror4j.http.stats;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.rule.MirrorId;

/**
 * The state of one mirror's comparison. It shows no part of a request or a response.
 *
 * @param id the mirror
 * @param verdict what is proven about the new version, at most one second old; its sentence names
 *     no endpoint
 * @param pairs what happened to the pairs of responses selected
 * @since 0.1.0
 */
public record ComparisonStatus(MirrorId id, Verdict verdict, PairCounts pairs) {

  /** Checks that no component is null. */
  public ComparisonStatus {
    requireNonNull(id, "id");
    requireNonNull(verdict, "verdict");
    requireNonNull(pairs, "pairs");
  }
}

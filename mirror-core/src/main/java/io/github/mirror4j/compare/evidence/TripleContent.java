package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.diff.Differences;
import io.github.mirror4j.compare.diff.PrimaryReading;
import io.github.mirror4j.compare.pair.Leg.Responded;
import io.github.mirror4j.compare.pair.Observation.Contrast;
import io.github.mirror4j.compare.pair.Triple;
import io.github.mirror4j.compare.pair.TripleReading;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the bodies of a pair or triple showed. Found without the evidence's lock, since it may take
 * long.
 *
 * @param contrast whether the copies differ from the primary
 * @param candidate how the candidate differs
 * @param baseline how the baseline differs; null without one
 * @param byValue how the baseline differs where values are compared at noisy paths, too
 * @param names those of the wanted names that the primary has
 */
record TripleContent(
    Contrast contrast,
    Differences candidate,
    @Nullable Differences baseline,
    @Nullable Differences byValue,
    List<String> names) {

  /**
   * Compares bodies.
   *
   * @param noisy the paths of which only shapes are compared
   * @param wanted names to look for in the primary's response
   * @return null if there is nothing to compare
   */
  static @Nullable TripleContent of(
      Triple triple, TripleReading reading, Set<String> noisy, List<String> wanted) {
    PrimaryReading.Usable primary = reading.primary();
    if (primary == null || !(triple.candidate() instanceof Responded candidate)) {
      return null;
    }
    Differences worse = primary.compare(candidate.response(), noisy);
    Differences noise =
        triple.baseline() instanceof Responded baseline
            ? primary.compare(baseline.response(), noisy)
            : null;
    Differences byValue =
        noisy.isEmpty() || !(triple.baseline() instanceof Responded again)
            ? noise
            : primary.compare(again.response(), Set.of());
    List<String> names = primary.fieldsAmong(wanted);
    return new TripleContent(
        new Contrast(worse.count(), noise != null && noise.count()), worse, noise, byValue, names);
  }
}

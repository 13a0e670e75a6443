package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.FieldResult;
import io.github.mirror4j.compare.bound.Bounds;
import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.KeyDetails;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.KeySnapshot;
import io.github.mirror4j.compare.evidence.FieldCounts.FieldCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Describes the paths at which responses differ, those that are most likely worse first. */
final class FieldResults {

  private final double level;
  private final boolean hasBaseline;

  FieldResults(double level) {
    this(level, true);
  }

  /**
   * Creates the descriptions.
   *
   * @param hasBaseline whether it is known how much the old version differs from itself
   */
  FieldResults(double level, boolean hasBaseline) {
    this.level = level;
    this.hasBaseline = hasBaseline;
  }

  List<FieldResult> of(KeySnapshot key) {
    List<FieldResult> results = new ArrayList<>();
    KeyDetails details = key.details();
    for (int i = 0; i < details.endpoints().size(); i++) {
      String endpoint = key.counts().endpoints().get(i).name();
      for (FieldCount field : details.endpoints().get(i).fields()) {
        results.add(result(endpoint, field, hasBaseline));
      }
    }
    details
        .apart()
        .forEach(
            (name, apart) ->
                apart.fields().forEach(field -> results.add(result(name, field, false))));
    results.sort(
        Comparator.comparing(FieldResult::counts)
            .thenComparingDouble(FieldResult::lower)
            .thenComparingLong(FieldResult::b)
            .reversed()
            .thenComparing(FieldResult::endpoint)
            .thenComparing(FieldResult::path));
    return results;
  }

  private FieldResult result(String endpoint, FieldCount field, boolean againstBaseline) {
    Counts counts = field.count();
    Bounds bounds = againstBaseline ? Bounds.of(counts, counts, level, level) : Bounds.UNKNOWN;
    return new FieldResult(
        endpoint,
        field.path(),
        field.kinds(),
        field.severity(),
        field.counts(),
        field.noisy(),
        counts.n(),
        counts.b(),
        counts.c(),
        counts.d(),
        bounds.lower(),
        bounds.upper());
  }
}

package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.EndpointResult.StatusCount;
import io.github.mirror4j.compare.LatencyQuantile;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.compare.diff.PathSetting;
import io.github.mirror4j.compare.evidence.FieldCounts.FieldCount;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * All that a report is made of, at one moment. Immutable, so that limits are worked out without the
 * evidence's lock. Names that may not be shown are hidden already.
 *
 * @param at the moment
 * @param pairs what became of the pairs selected
 * @param keys the keys, oldest first
 */
record EvidenceSnapshot(Instant at, PairCounts pairs, List<KeySnapshot> keys) {

  /**
   * One key.
   *
   * @param counts its counts
   * @param isCurrent whether it had one of the last pairs
   * @param isLast whether it had the last pair
   * @param noted copies that drew no baseline
   * @param latency quantiles of the copies' times
   * @param endpoints what else is known of its endpoints, in the order of the counts
   * @param examples examples of differences
   */
  record KeySnapshot(
      KeyCounts counts,
      boolean isCurrent,
      boolean isLast,
      long noted,
      List<LatencyQuantile> latency,
      List<EndpointDetails> endpoints,
      List<Examples.Sample> examples) {}

  /** What explains the counts of an endpoint. */
  record EndpointDetails(
      List<FieldCount> fields,
      Map<PathSetting, Long> settingHits,
      long settingTriples,
      List<StatusCount> candidate,
      List<StatusCount> baseline) {}

  private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999};

  static EvidenceSnapshot of(
      Instant at, PairCounts pairs, Keys keys, Examples examples, FieldNames names) {
    return new EvidenceSnapshot(
        at, pairs, keys.all().stream().map(key -> key(key, keys, examples, names)).toList());
  }

  private static KeySnapshot key(KeyEvidence key, Keys keys, Examples examples, FieldNames names) {
    return new KeySnapshot(
        key.counts(),
        keys.isCurrent(key),
        key == keys.current(),
        key.noted(),
        latency(key),
        key.endpoints().stream().map(scope -> details(scope, names)).toList(),
        examples.samples(key.number()).stream().map(sample -> sample.shown(names)).toList());
  }

  private static List<LatencyQuantile> latency(KeyEvidence key) {
    if (key.candidateTimes().total() == 0) {
      return List.of();
    }
    return DoubleStream.of(QUANTILES)
        .mapToObj(
            share ->
                new LatencyQuantile(
                    share,
                    key.candidateTimes().quantile(share),
                    key.baselineTimes().quantile(share)))
        .toList();
  }

  private static EndpointDetails details(Scope scope, FieldNames names) {
    return new EndpointDetails(
        scope.fields().counts().stream().map(field -> field.shown(names)).toList(),
        scope.settingUse().hits(),
        scope.settingUse().triples(),
        statuses(scope.candidateStatuses()),
        statuses(scope.baselineStatuses()));
  }

  private static List<StatusCount> statuses(StatusPairs pairs) {
    return pairs.rows().entrySet().stream()
        .map(row -> new StatusCount(row.getKey().primary(), row.getKey().copy(), row.getValue()))
        .toList();
  }
}

package io.github.mirror4j.compare.evidence;

import static java.util.stream.Collectors.toMap;

import io.github.mirror4j.compare.EndpointResult.StatusCount;
import io.github.mirror4j.compare.HistoryPoint;
import io.github.mirror4j.compare.LatencyQuantile;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.compare.evidence.FieldCounts.FieldCount;
import io.github.mirror4j.compare.names.FieldNames;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
   * @param candidateTimes how long candidates took
   * @param baselineTimes how long baselines took
   * @param endpoints what else is known of its endpoints, in the order of the counts
   * @param examples examples of differences
   * @param apart what explains the responses to methods without baseline, by method and endpoint
   * @param history what was counted by when
   */
  record KeySnapshot(
      KeyCounts counts,
      boolean isCurrent,
      boolean isLast,
      long noted,
      LatencyHistogram candidateTimes,
      LatencyHistogram baselineTimes,
      List<EndpointDetails> endpoints,
      List<Examples.Sample> examples,
      Map<String, ApartDetails> apart,
      List<HistoryPoint> history) {

    KeySnapshot(
        KeyCounts counts,
        boolean isCurrent,
        boolean isLast,
        long noted,
        LatencyHistogram candidateTimes,
        LatencyHistogram baselineTimes,
        List<EndpointDetails> endpoints,
        List<Examples.Sample> examples) {
      this(
          counts,
          isCurrent,
          isLast,
          noted,
          candidateTimes,
          baselineTimes,
          endpoints,
          examples,
          Map.of(),
          List.of());
    }

    private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999};

    /** Returns quantiles of the copies' times. */
    List<LatencyQuantile> latency() {
      if (candidateTimes.total() == 0) {
        return List.of();
      }
      return DoubleStream.of(QUANTILES)
          .mapToObj(
              share ->
                  new LatencyQuantile(
                      share, candidateTimes.quantile(share), baselineTimes.quantile(share)))
          .toList();
    }
  }

  /** What explains the counts of an endpoint. */
  record EndpointDetails(
      List<FieldCount> fields,
      SettingCounts settings,
      List<StatusCount> candidate,
      List<StatusCount> baseline) {}

  /** What explains the counts of a method without baseline at an endpoint. */
  record ApartDetails(List<FieldCount> fields, SettingCounts settings) {}

  /**
   * What settings for paths let pass.
   *
   * @param triples the pairs or triples in which they could
   * @param hits in how many of them each setting did
   */
  record SettingCounts(long triples, Map<String, Long> hits) {

    static SettingCounts of(SettingUse use) {
      return new SettingCounts(
          use.triples(),
          use.hits().entrySet().stream()
              .collect(toMap(hits -> hits.getKey().toString(), Map.Entry::getValue, Long::sum)));
    }

    long hits(String setting) {
      return hits.getOrDefault(setting, 0L);
    }
  }

  static EvidenceSnapshot of(
      Instant at, PairCounts pairs, Keys keys, Examples examples, FieldNames names) {
    return new EvidenceSnapshot(
        at, pairs, keys.all().stream().map(key -> key(at, key, keys, examples, names)).toList());
  }

  private static KeySnapshot key(
      Instant at, KeyEvidence key, Keys keys, Examples examples, FieldNames names) {
    return new KeySnapshot(
        key.counts(),
        keys.isCurrent(key),
        key == keys.current(),
        key.noted(),
        key.candidateTimes().copy(),
        key.baselineTimes().copy(),
        key.endpoints().stream().map(scope -> details(scope, names)).toList(),
        examples.samples(key.number()).stream().map(sample -> sample.shown(names)).toList(),
        apart(key, names),
        key.history(at));
  }

  private static Map<String, ApartDetails> apart(KeyEvidence key, FieldNames names) {
    Map<String, ApartDetails> all = new TreeMap<>();
    key.scopesApart()
        .forEach(
            (name, scope) ->
                all.put(
                    name,
                    new ApartDetails(
                        fields(scope.fields(), names), SettingCounts.of(scope.settingUse()))));
    return all;
  }

  private static EndpointDetails details(Scope scope, FieldNames names) {
    return new EndpointDetails(
        fields(scope.fields(), names),
        SettingCounts.of(scope.settingUse()),
        statuses(scope.candidateStatuses()),
        statuses(scope.baselineStatuses()));
  }

  private static List<FieldCount> fields(FieldCounts counts, FieldNames names) {
    return counts.counts().stream().map(field -> field.shown(names)).toList();
  }

  private static List<StatusCount> statuses(StatusPairs pairs) {
    return pairs.rows().entrySet().stream()
        .map(row -> new StatusCount(row.getKey().primary(), row.getKey().copy(), row.getValue()))
        .toList();
  }
}

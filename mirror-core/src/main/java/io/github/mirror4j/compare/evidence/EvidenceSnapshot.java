package io.github.mirror4j.compare.evidence;

import static java.util.stream.Collectors.toMap;

import io.github.mirror4j.compare.EndpointResult.StatusCount;
import io.github.mirror4j.compare.HistoryPoint;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.compare.count.CopyTimes;
import io.github.mirror4j.compare.count.StatusPairs;
import io.github.mirror4j.compare.evidence.FieldCounts.FieldCount;
import io.github.mirror4j.compare.names.FieldNames;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a report is made of, at one moment. Immutable, so that limits are worked out without the
 * evidence's lock. Names that may not be shown are hidden already.
 *
 * @param at the moment
 * @param pairs what became of the pairs selected
 * @param keys the keys, oldest first
 * @param awaited the label of the new version of which there was no pair yet; empty if there is
 *     none
 */
record EvidenceSnapshot(Instant at, PairCounts pairs, List<KeySnapshot> keys, String awaited) {

  /**
   * One key.
   *
   * @param counts its counts
   * @param isCurrent whether it had one of the last pairs
   * @param isLast whether it had the last pair
   * @param noted copies that drew no baseline
   * @param times how long copies took
   * @param details what explains the counts
   */
  record KeySnapshot(
      KeyCounts counts,
      boolean isCurrent,
      boolean isLast,
      long noted,
      CopyTimes times,
      KeyDetails details) {}

  /**
   * What explains the counts of a key.
   *
   * @param endpoints what else is known of its endpoints, in the order of the counts
   * @param apart what explains the responses to methods without baseline, by method and endpoint
   * @param examples examples of differences
   * @param history what was counted by when
   */
  record KeyDetails(
      List<EndpointDetails> endpoints,
      Map<String, ApartDetails> apart,
      List<Examples.Sample> examples,
      List<HistoryPoint> history) {

    static final KeyDetails NONE = new KeyDetails(List.of(), Map.of(), List.of(), List.of());
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
        at,
        pairs,
        keys.all().stream().map(key -> key(at, key, keys, examples, names)).toList(),
        keys.awaited());
  }

  private static KeySnapshot key(
      Instant at, KeyEvidence key, Keys keys, Examples examples, FieldNames names) {
    KeyDetails details =
        new KeyDetails(
            key.scopes().endpoints().stream().map(scope -> details(scope, names)).toList(),
            apart(key.scopes(), names),
            examples.samples(key.number()).stream().map(sample -> sample.shown(names)).toList(),
            key.history(at));
    return new KeySnapshot(
        key.counts(),
        keys.isCurrent(key),
        key == keys.current(),
        key.noted(),
        key.times().copy(),
        details);
  }

  private static Map<String, ApartDetails> apart(KeyScopes scopes, FieldNames names) {
    Map<String, ApartDetails> all = new TreeMap<>();
    scopes
        .scopesApart()
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

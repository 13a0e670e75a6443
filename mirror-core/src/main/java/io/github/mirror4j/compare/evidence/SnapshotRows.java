package io.github.mirror4j.compare.evidence;

import static java.util.stream.Collectors.joining;

import io.github.mirror4j.compare.DifferenceKind;
import io.github.mirror4j.compare.EndpointResult.StatusCount;
import io.github.mirror4j.compare.HistoryPoint;
import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.count.LatencyHistogram;
import io.github.mirror4j.compare.count.StatusPairs;
import io.github.mirror4j.compare.diff.Difference;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.ApartDetails;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.EndpointDetails;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.KeyDetails;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.KeySnapshot;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.SettingCounts;
import io.github.mirror4j.compare.evidence.FieldCounts.FieldCount;
import io.github.mirror4j.compare.evidence.ScopeCounts.StepCounts;
import io.github.mirror4j.compare.files.EvidenceRow;
import io.github.mirror4j.compare.files.RowKind;
import io.github.mirror4j.rule.Check;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes what was counted as rows of a file: all that a verdict rests on, and what explains it. */
final class SnapshotRows {

  private static final int MAX_EXAMPLES = 100;

  private final List<EvidenceRow> rows = new ArrayList<>();

  private SnapshotRows() {}

  /** Returns the rows of what is counted of all builds together. */
  static List<EvidenceRow> of(PairCounts pairs) {
    SnapshotRows all = new SnapshotRows();
    all.add(RowKind.SELECTED, pairs.selected());
    all.add(RowKind.COMPARED, pairs.compared());
    all.lost(pairs.lost());
    return all.rows;
  }

  /**
   * Returns the rows of one key.
   *
   * @param pathSettings the settings for paths
   * @param selfTest whether each planted difference was found
   */
  static List<EvidenceRow> of(
      KeySnapshot key, List<String> pathSettings, Map<String, Boolean> selfTest) {
    SnapshotRows all = new SnapshotRows();
    KeyCounts counts = key.counts();
    all.pairs(key);
    all.scope(counts.sum(), null);
    all.apart(counts.apart());
    counts.eachApart().forEach(all::apart);
    KeyDetails details = key.details();
    for (int i = 0; i < details.endpoints().size(); i++) {
      ScopeCounts scope = counts.endpoints().get(i);
      all.scope(scope, scope.name());
      all.details(details.endpoints().get(i), scope.name());
    }
    all.times(RowKind.CANDIDATE_TIME, key.times().candidate());
    all.times(RowKind.BASELINE_TIME, key.times().baseline());
    details.apart().forEach(all::details);
    pathSettings.forEach(setting -> all.setting(setting, details));
    selfTest.forEach((planted, found) -> all.selfTest(planted, found));
    all.proof(counts);
    details.history().forEach(all::history);
    details.examples().stream().limit(MAX_EXAMPLES).forEach(all::example);
    return all.rows;
  }

  private void pairs(KeySnapshot key) {
    KeyCounts.Pairs pairs = key.counts().pairs();
    add(RowKind.PAIRS, pairs.ended());
    add(RowKind.COMPARED, pairs.compared());
    lost(pairs.lost());
    add(RowKind.UNSENT, pairs.unsent());
    pairs.unlikeStatuses().forEach((pair, count) -> add(RowKind.UNLIKE, null, pair.text(), count));
    add(RowKind.REPEATED, key.counts().voting().repeated());
    add(RowKind.REPEATS, null, null, key.counts().voting().repeats());
    add(RowKind.NOTED, key.noted());
  }

  private void lost(Map<LossReason, Long> lost) {
    lost.forEach((reason, count) -> add(RowKind.LOST, null, lower(reason), count));
  }

  private void scope(ScopeCounts scope, @Nullable String endpoint) {
    add(RowKind.CONTENT, endpoint, null, scope.check(Check.CONTENT).counts());
    add(RowKind.ERRORS, endpoint, null, scope.check(Check.ERRORS).counts());
    Counts persistent = scope.check(Check.PERSISTENT).counts();
    Counts worst = scope.check(Check.PERSISTENT).worst();
    add(RowKind.PERSISTENT, endpoint, null, persistent);
    long openWorse = worst.b() - persistent.b();
    long openBoth = worst.d() - persistent.d();
    add(
        RowKind.PERSISTENT_OPEN,
        endpoint,
        null,
        new Counts(openWorse + openBoth, openWorse, 0, openBoth));
    for (StepCounts step : scope.steps()) {
      String threshold = seconds(step.threshold());
      add(RowKind.SLOWER, endpoint, threshold, step.counted().counts());
      add(
          RowKind.SLOW,
          endpoint,
          threshold,
          new Counts(step.timed(), step.before().b(), step.before().c(), step.isLive() ? 1 : 0));
    }
    Map<String, Object> since = Map.of("since", scope.since());
    rows.add(
        new EvidenceRow(
            new EvidenceRow.Name(RowKind.TRIPLES, endpoint, null, since),
            scope.triples().voted(),
            0,
            0,
            0));
    ScopeCounts.Triples triples = scope.triples();
    add(RowKind.DISTINCT, endpoint, null, triples.distinct());
    add(RowKind.SEEN, endpoint, null, new Counts(triples.compared(), triples.worse(), 0, 0));
  }

  private void apart(ScopeCounts apart) {
    add(RowKind.APART_CONTENT, null, null, apart.check(Check.CONTENT).counts());
    add(RowKind.APART_ERRORS, null, null, apart.check(Check.ERRORS).counts());
    add(RowKind.APART_TRIPLES, apart.triples().voted());
  }

  private void apart(KeyCounts.Apart each) {
    add(RowKind.APART_CONTENT, each.name(), null, each.content());
    add(RowKind.APART_ERRORS, each.name(), null, each.errors());
  }

  private void details(EndpointDetails details, String endpoint) {
    details.fields().forEach(field -> field(RowKind.CONTENT, field, endpoint));
    statuses(RowKind.CANDIDATE_STATUS, endpoint, details.candidate());
    statuses(RowKind.BASELINE_STATUS, endpoint, details.baseline());
    settings(RowKind.SETTING, endpoint, details.settings());
  }

  private void details(String endpoint, ApartDetails details) {
    details.fields().forEach(field -> field(RowKind.APART_FIELD, field, endpoint));
    settings(RowKind.APART_SETTING, endpoint, details.settings());
  }

  private void settings(RowKind kind, String endpoint, SettingCounts counts) {
    add(kind, endpoint, null, counts.triples());
    counts
        .hits()
        .forEach(
            (setting, hits) ->
                add(kind, endpoint, setting, new Counts(counts.triples(), hits, 0, 0)));
  }

  private void field(RowKind kind, FieldCount field, String endpoint) {
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("kinds", kinds(field.kinds()));
    more.put("severity", lower(field.severity()));
    more.put("counts", field.counts());
    more.put("noisy", field.noisy());
    Counts count = field.count();
    rows.add(
        new EvidenceRow(
            new EvidenceRow.Name(kind, endpoint, field.path(), more),
            count.n(),
            count.b(),
            count.c(),
            count.d()));
  }

  private static String kinds(Set<DifferenceKind> kinds) {
    return kinds.stream().sorted().map(SnapshotRows::lower).collect(joining(","));
  }

  private void statuses(RowKind kind, String endpoint, List<StatusCount> counts) {
    counts.forEach(
        count ->
            add(
                kind,
                endpoint,
                new StatusPairs.Pair(count.primary(), count.copy()).text(),
                count.count()));
  }

  private void times(RowKind kind, LatencyHistogram times) {
    times.buckets().forEach((bucket, count) -> add(kind, null, bucket.toString(), count));
  }

  private void setting(String setting, KeyDetails details) {
    List<SettingCounts> everywhere =
        Stream.concat(
                details.endpoints().stream().map(EndpointDetails::settings),
                details.apart().values().stream().map(ApartDetails::settings))
            .toList();
    long triples = everywhere.stream().mapToLong(SettingCounts::triples).sum();
    long hits = everywhere.stream().mapToLong(counts -> counts.hits(setting)).sum();
    add(RowKind.SETTING, null, setting, new Counts(triples, hits, 0, 0));
  }

  private void selfTest(String planted, boolean found) {
    add(RowKind.SELF_TEST, null, planted, new Counts(1, found ? 1 : 0, 0, 0));
  }

  private void proof(KeyCounts counts) {
    KeyCounts.Proof proof = counts.proof();
    if (proof != null) {
      Counts proven = proof.alarm().counts();
      String endpoint = proof.endpoint().isEmpty() ? null : proof.endpoint();
      Map<String, Object> at = Map.of("provenAt", proof.alarm().at());
      rows.add(
          new EvidenceRow(
              new EvidenceRow.Name(RowKind.PROVEN, endpoint, lower(proof.check()), at),
              proven.n(),
              proven.b(),
              proven.c(),
              proven.d()));
    }
  }

  private void history(HistoryPoint point) {
    Counts totals = new Counts(point.n(), point.b(), point.c(), point.failed());
    add(RowKind.HISTORY, null, point.at().toString(), totals);
  }

  private void example(Examples.Sample sample) {
    Difference difference = sample.difference();
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("since", sample.at());
    more.put("method", sample.method());
    more.put("kind", lower(difference.kind()));
    more.put("severity", lower(difference.severity()));
    more.put("counts", difference.counts());
    more.put("before", difference.before());
    more.put("after", difference.after());
    rows.add(
        new EvidenceRow(
            new EvidenceRow.Name(RowKind.EXAMPLE, sample.endpoint(), difference.path(), more),
            1,
            0,
            0,
            0));
  }

  private void add(RowKind kind, long n) {
    rows.add(EvidenceRow.of(kind, n));
  }

  private void add(RowKind kind, @Nullable String endpoint, @Nullable String path, long n) {
    rows.add(EvidenceRow.of(kind, endpoint, path, n));
  }

  private void add(RowKind kind, @Nullable String endpoint, @Nullable String path, Counts counts) {
    EvidenceRow.Name name = new EvidenceRow.Name(kind, endpoint, path, Map.of());
    rows.add(new EvidenceRow(name, counts.n(), counts.b(), counts.c(), counts.d()));
  }

  /** Returns a threshold as the path of a row: seconds, without needless zeros. */
  static String seconds(Duration threshold) {
    return BigDecimal.valueOf(threshold.toNanos(), 9).stripTrailingZeros().toPlainString();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

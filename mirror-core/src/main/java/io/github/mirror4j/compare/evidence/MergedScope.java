package io.github.mirror4j.compare.evidence;

import static java.util.stream.Collectors.toMap;

import io.github.mirror4j.compare.EndpointResult.StatusCount;
import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.count.StatusPairs;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.ApartDetails;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.EndpointDetails;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.SettingCounts;
import io.github.mirror4j.compare.evidence.FieldCounts.FieldCount;
import io.github.mirror4j.compare.evidence.ScopeCounts.Counted;
import io.github.mirror4j.compare.evidence.ScopeCounts.StepCounts;
import io.github.mirror4j.compare.files.EvidenceRow;
import io.github.mirror4j.compare.files.RowKind;
import io.github.mirror4j.rule.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What several processes counted of one endpoint, or of all of them. Not thread-safe. */
final class MergedScope {

  private static final String WITHOUT_PATH = "";

  private final Map<RowKind, SortedMap<String, Counts>> sums = new EnumMap<>(RowKind.class);
  private final SortedMap<String, MergedField> fields = new TreeMap<>();
  private Instant since = Instant.MAX;

  void add(EvidenceRow.Name name, Counts counts) {
    String path = name.path();
    boolean mayBeField = name.kind() == RowKind.CONTENT || name.kind() == RowKind.APART_FIELD;
    if (mayBeField && path != null) {
      fields.computeIfAbsent(path, p -> new MergedField()).add(name.more(), counts);
      return;
    }
    if (name.more().get("since") instanceof String text) {
      Instant told = MergedKey.instant(text);
      since = told != null && told.isBefore(since) ? told : since;
    }
    sums.computeIfAbsent(name.kind(), kind -> new TreeMap<>())
        .merge(path == null ? WITHOUT_PATH : path, counts, Counts::plus);
  }

  Instant since() {
    return since;
  }

  Counts sum(RowKind kind) {
    return byPath(kind).getOrDefault(WITHOUT_PATH, Counts.NONE);
  }

  SortedMap<String, Counts> byPath(RowKind kind) {
    return sums.getOrDefault(kind, new TreeMap<>());
  }

  /** Returns the counts as those of one process, with the alarms that they raise. */
  ScopeCounts counts(String name, int rank, MergedAlarms alarms, List<Duration> thresholds) {
    Map<Check, Counted> checks = new EnumMap<>(Check.class);
    Counts content = sum(RowKind.CONTENT);
    Counts errors = sum(RowKind.ERRORS);
    Counts persistent = sum(RowKind.PERSISTENT);
    checks.put(Check.CONTENT, alarms.judge(Check.CONTENT, rank, content, content));
    checks.put(Check.ERRORS, alarms.judge(Check.ERRORS, rank, errors, errors));
    checks.put(
        Check.PERSISTENT, alarms.judge(Check.PERSISTENT, rank, persistent, worst(persistent)));
    Counts seen = sum(RowKind.SEEN);
    return new ScopeCounts(
        name,
        since,
        rank,
        checks,
        steps(rank, alarms, thresholds),
        new ScopeCounts.Triples(
            sum(RowKind.TRIPLES).n(), sum(RowKind.DISTINCT).n(), seen.n(), seen.b()));
  }

  /** Returns the counts in which open confirmations are taken as confirmed. */
  private Counts worst(Counts persistent) {
    Counts open = sum(RowKind.PERSISTENT_OPEN);
    long both = Math.min(open.d(), persistent.n());
    return new Counts(
        persistent.n() - both, persistent.b() + open.b(), persistent.c(), persistent.d() + both);
  }

  private List<StepCounts> steps(int rank, MergedAlarms alarms, List<Duration> thresholds) {
    if (byPath(RowKind.SLOW).isEmpty()) {
      return List.of();
    }
    List<StepCounts> steps = new ArrayList<>();
    for (int i = 0; i < thresholds.size(); i++) {
      String path = SnapshotRows.seconds(thresholds.get(i));
      Counts live = byPath(RowKind.SLOWER).getOrDefault(path, Counts.NONE);
      Counts slow = byPath(RowKind.SLOW).getOrDefault(path, Counts.NONE);
      // Thresholds went live in any order, another one in each process. Their place in the ladder
      // does not depend on what was seen.
      int stepRank = slow.d() > 0 || live.triples() > 0 ? i + 1 : 0;
      Counted counted = stepRank == 0 ? Counted.NOTHING : alarms.judgeStep(rank, stepRank, live);
      Counts before = new Counts(0, slow.b(), slow.c(), 0);
      steps.add(new StepCounts(thresholds.get(i), stepRank, counted, slow.n(), before));
    }
    return steps;
  }

  EndpointDetails details() {
    return new EndpointDetails(
        fields(),
        settings(RowKind.SETTING),
        statuses(RowKind.CANDIDATE_STATUS),
        statuses(RowKind.BASELINE_STATUS));
  }

  ApartDetails apartDetails() {
    return new ApartDetails(fields(), settings(RowKind.APART_SETTING));
  }

  private List<FieldCount> fields() {
    return fields.entrySet().stream().map(field -> field.getValue().count(field.getKey())).toList();
  }

  private SettingCounts settings(RowKind kind) {
    return new SettingCounts(
        sum(kind).n(),
        byPath(kind).entrySet().stream()
            .filter(setting -> !setting.getKey().equals(WITHOUT_PATH))
            .collect(toMap(Map.Entry::getKey, setting -> setting.getValue().b())));
  }

  private List<StatusCount> statuses(RowKind kind) {
    List<StatusCount> counts = new ArrayList<>();
    byPath(kind)
        .forEach(
            (path, sum) -> {
              StatusPairs.@Nullable Pair pair = StatusPairs.Pair.of(path);
              if (pair != null) {
                counts.add(new StatusCount(pair.primary(), pair.copy(), sum.n()));
              }
            });
    return counts;
  }
}

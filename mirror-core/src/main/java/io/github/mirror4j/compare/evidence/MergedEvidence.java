package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.KeySnapshot;
import io.github.mirror4j.compare.files.ComparedSettings;
import io.github.mirror4j.compare.files.RowKind;
import io.github.mirror4j.compare.files.SnapshotHead;
import io.github.mirror4j.compare.files.StoredSnapshot;
import io.github.mirror4j.compare.pair.BuildKey;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.text.Percent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sum of what several processes counted for one mirror. The verdict is that of one process that
 * saw all of it and has no alarm yet. Not thread-safe.
 */
public final class MergedEvidence {

  private final MirrorId mirror;
  private final Map<BuildKey, MergedKey> keys = new HashMap<>();
  private final MergedScope pairs = new MergedScope();
  private final Set<String> processes = new HashSet<>();
  private Instant at = Instant.MIN;

  /**
   * Creates a sum of nothing.
   *
   * @param mirror the mirror
   */
  public MergedEvidence(MirrorId mirror) {
    this.mirror = mirror;
  }

  /**
   * Adds what one process counted.
   *
   * @param snapshot a whole snapshot of this mirror, the last one of its process and builds
   */
  public void add(StoredSnapshot snapshot) {
    SnapshotHead head = snapshot.head();
    processes.add(head.process());
    at = head.at().isAfter(at) ? head.at() : at;
    if (head.key().equals(SnapshotHead.ALL_BUILDS)) {
      snapshot.forEach(
          row -> pairs.add(row.name(), new Counts(row.n(), row.b(), row.c(), row.d())));
    } else {
      keys.computeIfAbsent(key(head), MergedKey::new).add(snapshot);
    }
  }

  private static BuildKey key(SnapshotHead head) {
    boolean isRest = head.v1().equals(BuildKey.OTHER.v1()) && head.v2().equals(BuildKey.OTHER.v2());
    return isRest
        ? BuildKey.OTHER
        : new BuildKey(BuildKey.id(head.v1()), BuildKey.id(head.v2()), head.key());
  }

  /** {@return whether no process counted anything for any builds} */
  public boolean isEmpty() {
    return keys.isEmpty();
  }

  /**
   * Decides about the sum.
   *
   * @param margins margins in place of those in the files, as fractions
   * @param reservations why nothing may be decided, in sentences
   * @return the report; without any reservation it decides as one process would
   * @throws io.github.mirror4j.rule.InvalidConfigurationException if the margins are wrong
   */
  public ComparisonReport report(Map<Check, Double> margins, List<String> reservations) {
    List<MergedKey> judged = judged();
    Set<ComparedSettings> settings = new HashSet<>();
    judged.forEach(key -> key.settings().forEach(each -> settings.add(each.with(margins))));
    List<String> all = new ArrayList<>(reservations);
    List<String> disagreements = ComparedSettings.disagreements(settings);
    if (!disagreements.isEmpty()) {
      all.add("the files disagree about settings: " + String.join(", ", disagreements));
    }
    ComparedSettings first =
        settings.stream().min(Comparator.comparing(ComparedSettings::text)).orElseThrow();
    Comparison comparison = first.comparison(Map.of());
    Limits limits = new Limits(comparison);
    ReportMaker maker =
        new ReportMaker(
            mirror,
            comparison,
            limits,
            judged.stream().flatMap(key -> key.pathSettings().stream()).distinct().toList(),
            judged.stream().flatMap(key -> key.notFound().stream()).distinct().toList(),
            snapshot(comparison, limits));
    return new MergedReport(maker.report(), processes.size(), first.text(), all, notes()).report();
  }

  /** Returns the keys that still get pairs, or else all. */
  private List<MergedKey> judged() {
    List<MergedKey> current = keys.values().stream().filter(MergedKey::isCurrent).toList();
    return current.isEmpty() ? List.copyOf(keys.values()) : current;
  }

  private EvidenceSnapshot snapshot(Comparison comparison, Limits limits) {
    boolean isNoneCurrent = keys.values().stream().noneMatch(MergedKey::isCurrent);
    List<KeySnapshot> snapshots =
        keys.values().stream()
            .map(key -> key.snapshot(comparison, limits, at, isNoneCurrent || key.isCurrent()))
            .sorted(Comparator.comparing(key -> key.counts().since()))
            .toList();
    return new EvidenceSnapshot(at, pairCounts(snapshots), snapshots, "");
  }

  /**
   * Processes that do not count the pairs of all builds together have at least the pairs of each
   * build.
   */
  private PairCounts pairCounts(List<KeySnapshot> snapshots) {
    long compared = pairs.sum(RowKind.COMPARED).n();
    Map<LossReason, Long> lost = MergedKey.lost(pairs);
    if (pairs.sum(RowKind.SELECTED).n() == 0) {
      for (KeySnapshot key : snapshots) {
        compared += key.counts().pairs().compared();
        key.counts().pairs().lost().forEach((reason, n) -> lost.merge(reason, n, Long::sum));
      }
    }
    long ended = compared + lost.values().stream().mapToLong(Long::longValue).sum();
    long selected = Math.max(ended, pairs.sum(RowKind.SELECTED).n());
    return new PairCounts(selected, compared, selected - ended, lost);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "This is the sum of %s. A request that several of them compared counts several times."
            .formatted(Percent.count(processes.size(), "process", "processes")));
    int withoutHistory = keys.values().stream().mapToInt(MergedKey::withoutHistory).sum();
    if (withoutHistory > 0) {
      notes.add(
          Percent.count(
                  withoutHistory,
                  "snapshot does not tell when its counts grew",
                  "snapshots do not tell when their counts grew")
              + ". In the evidence over time, such counts begin when they were written.");
    }
    List<String> latched =
        keys.values().stream().flatMap(key -> key.latched().stream()).distinct().sorted().toList();
    if (!latched.isEmpty()) {
      notes.add(
          "%s NOT_SAFE alone: %s. Of many processes some are wrong, so only the sum decides."
              .formatted(
                  Percent.count(latched.size(), "process has proven", "processes have proven"),
                  String.join(", ", latched)));
    }
    return notes;
  }
}

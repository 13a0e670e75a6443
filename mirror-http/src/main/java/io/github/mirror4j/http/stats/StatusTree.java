package io.github.mirror4j.http.stats;

import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.ReloadFailure;
import io.github.mirror4j.rule.ReloadStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of a status by the names that they have in JSON, which users rely on. */
final class StatusTree {

  private StatusTree() {}

  static Map<String, @Nullable Object> of(MirrorStatus status) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("timestamp", status.timestamp().toString());
    tree.put("version", status.version());
    tree.put("switchedOn", status.switchedOn());
    tree.put("rules", status.rules());
    tree.put("warnings", status.warnings());
    tree.put("reloads", status.reloads().stream().map(StatusTree::of).toList());
    tree.put("settings", status.settings());
    tree.put("stats", of(status.stats()));
    tree.put("comparisons", status.comparisons().stream().map(StatusTree::of).toList());
    status.overhead().ifPresent(report -> tree.put("overhead", OverheadTree.of(report)));
    status.evidenceFile().ifPresent(file -> tree.put("evidenceFile", of(file)));
    tree.put("recentFailures", status.recentFailures().stream().map(StatusTree::of).toList());
    return tree;
  }

  private static Map<String, @Nullable Object> of(MirrorStats stats) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("total", of(stats.total()));
    tree.put("mirrors", stats.mirrors().stream().map(StatusTree::of).toList());
    tree.put("alreadyMirrored", stats.alreadyMirrored());
    tree.put("bufferedBytes", stats.bufferedBytes());
    tree.put("bufferedBytesLimit", stats.bufferedBytesLimit());
    tree.put("missedNotifications", stats.missedNotifications());
    tree.put("internalErrors", stats.internalErrors());
    tree.put("undecided", stats.undecided());
    return tree;
  }

  private static Map<String, @Nullable Object> of(MirrorCounts counts) {
    Map<String, Long> completed = new LinkedHashMap<>();
    counts.completed().forEach((status, count) -> completed.put(status + "xx", count));
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("rule", counts.id().rule());
    tree.put("mirror", counts.id().mirror());
    tree.put("state", counts.state());
    tree.put("selected", counts.selected());
    tree.put("waiting", counts.waiting());
    tree.put("inFlight", counts.inFlight());
    tree.put("completed", completed);
    tree.put("failed", counts.failed());
    tree.put("timedOut", counts.timedOut());
    tree.put("dropped", counts.dropped());
    tree.put("withheld", counts.withheld());
    return tree;
  }

  private static Map<String, @Nullable Object> of(ComparisonStatus comparison) {
    PairCounts pairs = comparison.pairs();
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("rule", comparison.id().rule());
    tree.put("mirror", comparison.id().mirror());
    tree.put("verdict", comparison.verdict().state());
    tree.put("because", comparison.verdict().because());
    tree.put("selected", pairs.selected());
    tree.put("compared", pairs.compared());
    tree.put("pending", pairs.pending());
    tree.put("lost", pairs.lost());
    return tree;
  }

  private static Map<String, @Nullable Object> of(EvidenceFileStatus file) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("file", file.file());
    tree.put("written", file.written());
    tree.put("failures", file.failures());
    file.lastSuccess().ifPresent(time -> tree.put("lastSuccess", time.toString()));
    file.lastFailure().ifPresent(kind -> tree.put("lastFailure", kind));
    return tree;
  }

  private static Map<String, @Nullable Object> of(RecentFailure failure) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("rule", failure.id().rule());
    tree.put("mirror", failure.id().mirror());
    tree.put("host", failure.host());
    tree.put("cause", cause(failure));
    tree.put("message", failure.message());
    tree.put("exceptions", failure.exceptions());
    tree.put("count", failure.count());
    tree.put("first", failure.first().toString());
    tree.put("last", failure.last().toString());
    return tree;
  }

  private static Map<String, @Nullable Object> of(ReloadStatus reload) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("origins", reload.origins());
    tree.put("inForce", reload.inForce());
    tree.put("lastSuccess", reload.lastSuccess().toString());
    tree.put("reloads", reload.reloads());
    tree.put("failures", reload.failures());
    tree.put("keptBack", reload.keptBack());
    reload.lastFailure().ifPresent(failure -> tree.put("lastFailure", of(failure)));
    return tree;
  }

  private static Map<String, @Nullable Object> of(ReloadFailure failure) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("time", failure.time().toString());
    tree.put("keptBack", failure.keptBack());
    tree.put("problems", problems(failure));
    return tree;
  }

  /** Without the values of wrong files, among which may be headers that rules set. */
  static List<String> problems(ReloadFailure failure) {
    return failure.problems().stream()
        .map(problem -> failure.keptBack() ? problem.toString() : withoutValue(problem))
        .toList();
  }

  private static String withoutValue(Problem problem) {
    return problem.path() + " (expected: " + problem.expected() + ")";
  }

  /** The cause by its name; a timeout, which has none, is one here. */
  static String cause(RecentFailure failure) {
    return failure.outcome() instanceof Outcome.Failed(FailureCause cause)
        ? cause.name()
        : "TIMED_OUT";
  }
}

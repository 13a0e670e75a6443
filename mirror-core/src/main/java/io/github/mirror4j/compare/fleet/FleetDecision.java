package io.github.mirror4j.compare.fleet;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.FleetReport;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.compare.evidence.MergedEvidence;
import io.github.mirror4j.compare.files.RowKind;
import io.github.mirror4j.compare.files.SnapshotHead;
import io.github.mirror4j.compare.files.StoredSnapshot;
import io.github.mirror4j.rule.MirrorId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Chooses the evidence that a question is about, and decides on its sum. */
final class FleetDecision {

  private static final int MAX_NAMED = 10;

  private final FleetQuestion question;
  private final List<StoredSnapshot> all;
  private final long files;
  private final List<String> problems;

  FleetDecision(
      FleetQuestion question, List<StoredSnapshot> all, long files, List<String> problems) {
    this.question = question;
    this.all = all;
    this.files = files;
    this.problems = problems;
  }

  FleetReport report(Instant now) {
    List<StoredSnapshot> inTime = all.stream().filter(this::isInTime).toList();
    List<ComparisonReport> mirrors = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    byMirror(inTime).forEach((mirror, snapshots) -> decide(mirror, snapshots, mirrors, missing));
    long processes = inTime.stream().map(each -> each.head().process()).distinct().count();
    return new FleetReport(
        verdict(mirrors, missing),
        inTime.stream().map(e -> e.head().at()).max(Comparator.naturalOrder()).orElse(now),
        files,
        processes,
        mirrors,
        found(),
        problems);
  }

  private boolean isInTime(StoredSnapshot snapshot) {
    return question.since().map(since -> !snapshot.head().at().isBefore(since)).orElse(true);
  }

  private static SortedMap<MirrorId, List<StoredSnapshot>> byMirror(List<StoredSnapshot> some) {
    SortedMap<MirrorId, List<StoredSnapshot>> sorted =
        new TreeMap<>(Comparator.comparing(MirrorId::rule).thenComparing(MirrorId::mirror));
    sorted.putAll(some.stream().collect(groupingBy(each -> each.head().mirror())));
    return sorted;
  }

  private void decide(
      MirrorId mirror,
      List<StoredSnapshot> snapshots,
      List<ComparisonReport> reports,
      List<String> missing) {
    MergedEvidence sum = new MergedEvidence(mirror);
    List<StoredSnapshot> asked = asked(snapshots);
    asked.forEach(sum::add);
    if (sum.isEmpty()) {
      missing.add(mirror + ": " + nothingAsked(snapshots));
    } else {
      reports.add(sum.report(question.margins(), reservations(snapshots)));
    }
  }

  /**
   * Returns what the question is about. The counts of all builds together are used only together
   * with those of a build in question, because a file may be torn between them.
   */
  private List<StoredSnapshot> asked(List<StoredSnapshot> snapshots) {
    List<StoredSnapshot> asked =
        snapshots.stream()
            .filter(each -> !isOfAllBuilds(each.head()) && isAsked(each.head()))
            .toList();
    Set<Written> written = asked.stream().map(each -> Written.of(each.head())).collect(toSet());
    Map<SnapshotHead.Source, StoredSnapshot> ofAllBuilds =
        snapshots.stream()
            .filter(each -> isOfAllBuilds(each.head()))
            .filter(each -> written.contains(Written.of(each.head())))
            .collect(
                toMap(
                    each -> each.head().source(),
                    each -> each,
                    (one, other) -> one.head().seq() > other.head().seq() ? one : other));
    return Stream.concat(asked.stream(), ofAllBuilds.values().stream()).toList();
  }

  /** When a process wrote a snapshot. */
  private record Written(String process, long seq) {

    private static Written of(SnapshotHead head) {
      return new Written(head.process(), head.seq());
    }
  }

  private boolean isAsked(SnapshotHead head) {
    return question.v2().map(head.v2()::equals).orElse(true)
        && question.v1().map(head.v1()::equals).orElse(true);
  }

  private static boolean isOfAllBuilds(SnapshotHead head) {
    return head.key().equals(SnapshotHead.ALL_BUILDS);
  }

  private String nothingAsked(List<StoredSnapshot> snapshots) {
    String asked =
        Stream.of(question.v1().map(v1 -> "v1 " + v1), question.v2().map(v2 -> "v2 " + v2))
            .flatMap(Optional::stream)
            .collect(joining(" and "));
    return "no evidence about %s was found, but about v2 %s".formatted(asked, builds(snapshots));
  }

  /** Returns why evidence may not be judged without knowing more. */
  private List<String> reservations(List<StoredSnapshot> snapshots) {
    if (question.v2().isPresent() || question.anyBuild()) {
      return List.of();
    }
    List<String> found = v2s(snapshots);
    if (found.size() > 1) {
      return List.of(
          "the files are about several builds of v2: "
              + builds(snapshots)
              + "; say which one is asked for");
    }
    return found.contains("")
        ? List.of(
            "the files do not say which build of v2 they are about; say that it may be any build")
        : List.of();
  }

  private static List<String> v2s(List<StoredSnapshot> snapshots) {
    return snapshots.stream()
        .map(StoredSnapshot::head)
        .filter(head -> !isOfAllBuilds(head))
        .map(SnapshotHead::v2)
        .distinct()
        .sorted()
        .toList();
  }

  private static String builds(List<StoredSnapshot> snapshots) {
    List<String> found = v2s(snapshots);
    String some =
        found.stream()
            .limit(MAX_NAMED)
            .map(v2 -> v2.isEmpty() ? "(unknown)" : v2)
            .collect(joining(", "));
    int more = found.size() - MAX_NAMED;
    return more > 0 ? some + " and " + more + " more" : some;
  }

  private Verdict verdict(List<ComparisonReport> mirrors, List<String> missing) {
    if (mirrors.isEmpty() && missing.isEmpty()) {
      return new Verdict(Verdict.State.UNDECIDED, nothing());
    }
    ComparisonReport worst =
        mirrors.stream()
            .max(Comparator.comparing(each -> each.verdict().state(), Verdict.State.WORST_LAST))
            .orElse(null);
    boolean isMissing =
        !missing.isEmpty() && (worst == null || worst.verdict().state() == Verdict.State.SAFE);
    if (isMissing || worst == null) {
      return new Verdict(Verdict.State.UNDECIDED, missing.get(0));
    }
    return mirrors.size() == 1
        ? worst.verdict()
        : new Verdict(worst.verdict().state(), worst.mirror() + ": " + worst.verdict().because());
  }

  private String nothing() {
    if (files == 0) {
      return "there are no files";
    }
    if (all.isEmpty()) {
      return "no file holds a whole snapshot";
    }
    Instant newest =
        all.stream().map(e -> e.head().at()).max(Comparator.naturalOrder()).orElseThrow();
    return "nothing was written since %s; the newest snapshot is of %s"
        .formatted(question.since().map(Instant::toString).orElse("then"), newest);
  }

  /** Returns what the files are about, judged or not. */
  private List<FleetReport.Found> found() {
    List<FleetReport.Found> found = new ArrayList<>();
    byMirror(all)
        .forEach(
            (mirror, snapshots) ->
                snapshots.stream()
                    .filter(each -> !isOfAllBuilds(each.head()))
                    .collect(
                        groupingBy(
                            each -> List.of(each.head().v1(), each.head().v2()),
                            LinkedHashMap::new,
                            toList()))
                    .forEach((builds, some) -> found.add(found(mirror, builds, some))));
    return found;
  }

  private FleetReport.Found found(
      MirrorId mirror, List<String> builds, List<StoredSnapshot> snapshots) {
    SnapshotHead any = snapshots.get(0).head();
    long[] pairs = new long[1];
    snapshots.forEach(
        each ->
            each.forEach(
                (number, name, n, b, c, d) -> pairs[0] += name.kind() == RowKind.PAIRS ? n : 0));
    return new FleetReport.Found(
        mirror,
        builds.get(0),
        builds.get(1),
        snapshots.stream().map(each -> each.head().process()).distinct().count(),
        pairs[0],
        snapshots.stream().map(e -> e.head().at()).max(Comparator.naturalOrder()).orElseThrow(),
        isAsked(any) && snapshots.stream().anyMatch(this::isInTime));
  }
}

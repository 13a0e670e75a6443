package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.DifferenceKind;
import io.github.mirror4j.compare.HistoryPoint;
import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.Severity;
import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.count.CopyTimes;
import io.github.mirror4j.compare.count.LatencyHistogram;
import io.github.mirror4j.compare.count.StatusPairs;
import io.github.mirror4j.compare.count.TimeCovered;
import io.github.mirror4j.compare.diff.Difference;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.ApartDetails;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.KeyDetails;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.KeySnapshot;
import io.github.mirror4j.compare.files.ComparedSettings;
import io.github.mirror4j.compare.files.EvidenceRow;
import io.github.mirror4j.compare.files.RowKind;
import io.github.mirror4j.compare.files.SnapshotStart;
import io.github.mirror4j.compare.files.StoredSnapshot;
import io.github.mirror4j.compare.pair.BuildKey;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The sum of what several processes counted for one pair of builds. Not thread-safe. */
final class MergedKey {

  private static final int MAX_EXAMPLES = 500;

  private final BuildKey key;
  private final RowSums sums = new RowSums();

  /** The requests of which no baseline may be sent, by method and endpoint. */
  private final SortedMap<String, MergedScope> apart = new TreeMap<>();

  private final Set<ComparedSettings> settings = new HashSet<>();
  private final TimeCovered covered = new TimeCovered();
  private final List<String> latched = new ArrayList<>();
  private final List<Examples.Sample> examples = new ArrayList<>();
  private final MergedHistory history = new MergedHistory();
  private Instant since = Instant.MAX;
  private boolean warm;
  private boolean current;
  private int withoutSelfTest;

  MergedKey(BuildKey key) {
    this.key = key;
  }

  void add(StoredSnapshot snapshot) {
    SnapshotStart start = snapshot.start();
    since = start.since().isBefore(since) ? start.since() : since;
    warm |= start.warm();
    current |= start.current();
    start.settings().ifPresent(settings::add);
    start
        .firstVote()
        .ifPresent(first -> start.lastVote().ifPresent(last -> covered.add(first, last)));
    sums.check(snapshot);
    Rows rows = new Rows(snapshot);
    snapshot.forEach(rows);
    withoutSelfTest += rows.hasSelfTest ? 0 : 1;
    history.add(rows.history, rows.last());
    if (rows.hasProof) {
      latched.add(snapshot.head().process());
    }
  }

  private final class Rows implements StoredSnapshot.Rows {
    private final StoredSnapshot snapshot;
    private boolean hasSelfTest;
    private boolean hasProof;
    private final List<HistoryPoint> history = new ArrayList<>();
    private long n;
    private long b;
    private long c;
    private long failed;

    private Rows(StoredSnapshot snapshot) {
      this.snapshot = snapshot;
    }

    @Override
    public void row(int number, EvidenceRow.Name name, long n, long b, long c, long d) {
      switch (name.kind()) {
        case HISTORY -> addHistory(name, n, b, c, d);
        case PROVEN -> hasProof = true;
        case EXAMPLE -> addExample(name, snapshot.head().at());
        case APART_FIELD, APART_SETTING -> addApart(name, new Counts(n, b, c, d));
        case APART_CONTENT, APART_ERRORS -> {
          if (name.endpoint() == null) {
            sums.add(number, name, n, b, c, d);
          } else {
            addApart(name, new Counts(n, b, c, d));
          }
        }
        default -> {
          hasSelfTest |= name.kind() == RowKind.SELF_TEST;
          sums.add(number, name, n, b, c, d);
          addLast(name, n, b, c);
        }
      }
    }

    private void addHistory(EvidenceRow.Name name, long n, long b, long c, long failed) {
      Instant at = instant(String.valueOf(name.path()));
      if (at != null) {
        history.add(new HistoryPoint(at, n, b, c, failed));
      }
    }

    private void addLast(EvidenceRow.Name name, long n, long b, long c) {
      if (name.endpoint() == null && name.path() == null) {
        if (name.kind() == RowKind.CONTENT) {
          this.n += n;
          this.b += b;
          this.c += c;
        } else if (name.kind() == RowKind.ERRORS) {
          failed += b;
        }
      }
    }

    private HistoryPoint last() {
      Instant at = snapshot.head().at();
      return new HistoryPoint(at, n, b, c, failed);
    }
  }

  private void addApart(EvidenceRow.Name name, Counts counts) {
    String scope = name.endpoint();
    if (scope != null) {
      apart.computeIfAbsent(scope, s -> new MergedScope()).add(name, counts);
    }
  }

  private void addExample(EvidenceRow.Name name, Instant at) {
    DifferenceKind kind = MergedField.constant(DifferenceKind.class, name.more().get("kind"));
    Severity severity = MergedField.constant(Severity.class, name.more().get("severity"));
    if (examples.size() < MAX_EXAMPLES
        && kind != null
        && severity != null
        && name.endpoint() != null
        && name.path() != null
        && name.more().get("method") instanceof String method
        && name.more().get("before") instanceof String before
        && name.more().get("after") instanceof String after) {
      boolean counts = Boolean.TRUE.equals(name.more().get("counts"));
      Difference difference = new Difference(name.path(), kind, severity, counts, before, after);
      examples.add(new Examples.Sample(at, name.endpoint(), method, difference));
    }
  }

  BuildKey key() {
    return key;
  }

  boolean isCurrent() {
    return current;
  }

  Set<ComparedSettings> settings() {
    return settings;
  }

  List<String> latched() {
    return latched;
  }

  /** {@return how many processes do not say when they counted what} */
  int withoutHistory() {
    return history.withoutPoints();
  }

  /**
   * Returns the sum as a snapshot of one process that has no alarm yet.
   *
   * @param isCurrent whether the verdict is about this key, too
   */
  KeySnapshot snapshot(Comparison comparison, Limits limits, Instant at, boolean isCurrent) {
    Map<String, MergedScope> scopes = scopes();
    MergedScope all = scopes.remove("");
    MergedScope sum = all == null ? new MergedScope() : all;
    MergedAlarms alarms = new MergedAlarms(limits, at);
    List<Duration> thresholds = new LatencyLadder.Thresholds(comparison.slowerThan()).times();
    List<Map.Entry<String, MergedScope>> ranked =
        scopes.entrySet().stream()
            .sorted(
                Comparator.comparing((Map.Entry<String, MergedScope> e) -> e.getValue().since())
                    .thenComparing(Map.Entry::getKey))
            .toList();
    List<ScopeCounts> endpoints = new ArrayList<>();
    for (Map.Entry<String, MergedScope> entry : ranked) {
      int rank = endpoints.size() + 2;
      endpoints.add(entry.getValue().counts(entry.getKey(), rank, alarms, thresholds));
    }
    ScopeCounts sumCounts = sum.counts("", 1, alarms, thresholds);
    return new KeySnapshot(
        counts(sum, sumCounts, endpoints, alarms),
        isCurrent,
        false,
        sum.sum(RowKind.NOTED).n(),
        new CopyTimes(times(sum, RowKind.CANDIDATE_TIME), times(sum, RowKind.BASELINE_TIME)),
        new KeyDetails(
            ranked.stream().map(entry -> entry.getValue().details()).toList(),
            apartDetails(),
            examples,
            history.points()));
  }

  private Map<String, ApartDetails> apartDetails() {
    Map<String, ApartDetails> details = new TreeMap<>();
    apart.forEach((name, scope) -> details.put(name, scope.apartDetails()));
    return details;
  }

  private List<KeyCounts.Apart> eachApart() {
    return apart.entrySet().stream()
        .map(
            each ->
                new KeyCounts.Apart(
                    each.getKey(),
                    each.getValue().sum(RowKind.APART_CONTENT),
                    each.getValue().sum(RowKind.APART_ERRORS)))
        .toList();
  }

  private Map<String, MergedScope> scopes() {
    Map<String, MergedScope> scopes = new HashMap<>();
    sums.forEach(
        (name, counts) -> {
          String endpoint = name.endpoint() == null ? "" : name.endpoint();
          scopes.computeIfAbsent(endpoint, e -> new MergedScope()).add(name, counts);
        });
    return scopes;
  }

  private KeyCounts counts(
      MergedScope all, ScopeCounts sum, List<ScopeCounts> endpoints, MergedAlarms alarms) {
    KeyCounts.Proof proof = alarms.proof(sum);
    for (ScopeCounts endpoint : endpoints) {
      proof = proof == null ? alarms.proof(endpoint) : proof;
    }
    return new KeyCounts(
        key,
        since,
        pairs(all),
        new KeyCounts.Voting(
            all.sum(RowKind.REPEATED).n(),
            all.sum(RowKind.REPEATS),
            covered.first(),
            covered.last(since),
            covered.sum()),
        new KeyCounts.Scopes(sum, apart(all), eachApart(), endpoints),
        proof);
  }

  private KeyCounts.Pairs pairs(MergedScope all) {
    return new KeyCounts.Pairs(
        warm,
        all.sum(RowKind.PAIRS).n(),
        all.sum(RowKind.COMPARED).n(),
        lost(all),
        all.sum(RowKind.UNSENT).n(),
        unlike(all));
  }

  /** Returns the losses; a reason that this version does not know is one of the library's own. */
  static Map<LossReason, Long> lost(MergedScope all) {
    Map<LossReason, Long> lost = new HashMap<>();
    all.byPath(RowKind.LOST)
        .forEach(
            (path, counts) -> {
              LossReason known = MergedField.constant(LossReason.class, path);
              lost.merge(known == null ? LossReason.INTERNAL_ERROR : known, counts.n(), Long::sum);
            });
    return lost;
  }

  private static Map<StatusPairs.Pair, Integer> unlike(MergedScope all) {
    Map<StatusPairs.Pair, Integer> unlike = new TreeMap<>();
    all.byPath(RowKind.UNLIKE)
        .forEach(
            (path, counts) -> {
              StatusPairs.Pair pair = StatusPairs.Pair.of(path);
              if (pair != null) {
                unlike.merge(pair, (int) Math.min(Integer.MAX_VALUE, counts.n()), Integer::sum);
              }
            });
    return unlike;
  }

  private ScopeCounts apart(MergedScope all) {
    Counts content = all.sum(RowKind.APART_CONTENT);
    Counts errors = all.sum(RowKind.APART_ERRORS);
    return new ScopeCounts(
        "",
        since,
        0,
        Map.of(
            Check.CONTENT,
            new ScopeCounts.Counted(content, content, null),
            Check.ERRORS,
            new ScopeCounts.Counted(errors, errors, null),
            Check.PERSISTENT,
            ScopeCounts.Counted.NOTHING),
        List.of(),
        new ScopeCounts.Triples(all.sum(RowKind.APART_TRIPLES).n(), 0, 0, 0));
  }

  private static LatencyHistogram times(MergedScope all, RowKind kind) {
    LatencyHistogram times = new LatencyHistogram();
    all.byPath(kind)
        .forEach(
            (bucket, counts) -> {
              if (bucket.matches("-?\\d{1,4}")) {
                times.add(Integer.parseInt(bucket), counts.n());
              }
            });
    return times;
  }

  /** Returns the settings for paths that processes had. */
  List<String> pathSettings() {
    SortedSet<String> settings = new TreeSet<>();
    sums.forEach(
        (name, counts) -> {
          if (name.kind() == RowKind.SETTING && name.endpoint() == null) {
            settings.add(String.valueOf(name.path()));
          }
        });
    return List.copyOf(settings);
  }

  /** Returns the planted differences that some process did not find. */
  List<String> notFound() {
    List<String> notFound = new ArrayList<>();
    sums.forEach(
        (name, counts) -> {
          if (name.kind() == RowKind.SELF_TEST && counts.b() < counts.n()) {
            notFound.add(String.valueOf(name.path()));
          }
        });
    if (withoutSelfTest > 0) {
      notFound.add("all of them, in " + withoutSelfTest + " files that tell of no such test");
    }
    return notFound;
  }

  /** Returns the time in a text; null if the text is no time. */
  static @Nullable Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }
}

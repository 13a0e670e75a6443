package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.HistoryPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What several processes had counted by when, added up. Between two times of a process, its counts
 * stay at the earlier ones, so that no sum is ahead of what was counted. The times are those of
 * each process's own clock. Not thread-safe.
 */
final class MergedHistory {

  private static final int MAX_POINTS = 64;

  private final NavigableMap<Instant, Totals> added = new TreeMap<>();
  private int withoutPoints;

  private record Totals(long n, long b, long c, long failed) {

    private static final Totals NONE = new Totals(0, 0, 0, 0);

    private static Totals of(HistoryPoint point) {
      return new Totals(point.n(), point.b(), point.c(), point.failed());
    }

    private Totals plus(Totals other) {
      return new Totals(n + other.n, b + other.b, c + other.c, failed + other.failed);
    }

    private Totals minus(Totals other) {
      return new Totals(n - other.n, b - other.b, c - other.c, failed - other.failed);
    }

    /** Counts only grow, and never beyond the last ones. */
    private Totals within(Totals least, Totals most) {
      return new Totals(
          Math.clamp(n, least.n, most.n),
          Math.clamp(b, least.b, most.b),
          Math.clamp(c, least.c, most.c),
          Math.clamp(failed, least.failed, most.failed));
    }

    private HistoryPoint at(Instant time) {
      return new HistoryPoint(time, n, b, c, failed);
    }
  }

  /**
   * Adds the counts of one process.
   *
   * @param points what it had counted by when, in any order; empty if that is not known
   * @param last what it counted in all, and when it wrote that
   */
  void add(List<HistoryPoint> points, HistoryPoint last) {
    Totals all = Totals.of(last);
    if (all.equals(Totals.NONE)) {
      return;
    }
    withoutPoints += points.isEmpty() ? 1 : 0;
    Totals before = Totals.NONE;
    for (HistoryPoint point :
        points.stream().sorted(Comparator.comparing(HistoryPoint::at)).toList()) {
      Totals now = Totals.of(point).within(before, all);
      Instant at = point.at().isAfter(last.at()) ? last.at() : point.at();
      added.merge(at, now.minus(before), Totals::plus);
      before = now;
    }
    added.merge(last.at(), all.minus(before), Totals::plus);
  }

  /** {@return how many processes counted something without saying when} */
  int withoutPoints() {
    return withoutPoints;
  }

  /** {@return the sums, oldest first; at most 65 of them, the last one of all that was counted} */
  List<HistoryPoint> points() {
    NavigableMap<Instant, Totals> sums = sums();
    if (sums.size() <= MAX_POINTS) {
      return sums.entrySet().stream().map(sum -> sum.getValue().at(sum.getKey())).toList();
    }
    Instant first = sums.firstKey();
    Duration span = Duration.between(first, sums.lastKey());
    List<HistoryPoint> points = new ArrayList<>();
    for (int i = 0; i <= MAX_POINTS; i++) {
      Instant at = first.plus(span.multipliedBy(i).dividedBy(MAX_POINTS));
      Map.Entry<Instant, Totals> sum = sums.floorEntry(at);
      points.add((sum == null ? Totals.NONE : sum.getValue()).at(at));
    }
    return points;
  }

  private NavigableMap<Instant, Totals> sums() {
    NavigableMap<Instant, Totals> sums = new TreeMap<>();
    Totals sum = Totals.NONE;
    for (Map.Entry<Instant, Totals> step : added.entrySet()) {
      sum = sum.plus(step.getValue());
      sums.put(step.getKey(), sum);
    }
    return sums;
  }
}

package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.rule.Check;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was counted in one scope, at one moment. Immutable.
 *
 * @param name the endpoint's name; empty for the sum
 * @param rank the scope's rank, which sets the level of its alarms
 * @param checks what each check but SLOWER counted
 * @param steps what each live threshold counted
 * @param timed the triples whose copies were timed against each other
 * @param hardlyExceeded the counts of the lowest threshold that almost nobody exceeded
 * @param triples the triples that voted
 * @param distinct the distinct requests that voted
 * @param judged whether that says anything about the endpoint
 * @param differsEachTime whether few requests, repeated, differed each time
 */
record ScopeCounts(
    String name,
    int rank,
    Map<Check, Counted> checks,
    List<StepCounts> steps,
    long timed,
    Counts hardlyExceeded,
    long triples,
    long distinct,
    boolean judged,
    boolean differsEachTime) {

  /**
   * What one check counted.
   *
   * @param counts the counts by which it may be proven worse
   * @param worst the counts by which it may be proven fine
   * @param alarm when it was proven worse
   */
  record Counted(Counts counts, Counts worst, Tally.@Nullable Alarm alarm) {

    static Counted of(Tally tally) {
      return new Counted(tally.counts(), tally.worst(), tally.alarm());
    }
  }

  /** What one threshold counted. */
  record StepCounts(Duration threshold, int rank, Counted counted) {}

  static ScopeCounts of(Scope scope, int rank) {
    Map<Check, Counted> checks = new EnumMap<>(Check.class);
    for (Check check : List.of(Check.CONTENT, Check.PERSISTENT, Check.ERRORS)) {
      checks.put(check, Counted.of(scope.tally(check)));
    }
    LatencyLadder ladder = scope.ladder();
    return new ScopeCounts(
        scope.name(),
        rank,
        checks,
        ladder == null ? List.of() : ladder.live(),
        ladder == null ? 0 : ladder.timed(),
        ladder == null ? Counts.NONE : ladder.hardlyExceeded(),
        scope.triples(),
        scope.distinct(),
        scope.isJudged(),
        scope.differsEachTime());
  }

  /** Returns the counts of the check, or of the threshold, that raised an alarm. */
  Counts counts(Check check, Tally.Alarm alarm) {
    if (check != Check.SLOWER) {
      return check(check).counts();
    }
    return steps.stream()
        .map(StepCounts::counted)
        .filter(counted -> alarm.equals(counted.alarm()))
        .findFirst()
        .map(Counted::counts)
        .orElse(alarm.counts());
  }

  Counted check(Check check) {
    Counted counted = checks.get(check);
    if (counted == null) {
      throw new IllegalArgumentException("check: " + check + " (expected: one with counts)");
    }
    return counted;
  }
}

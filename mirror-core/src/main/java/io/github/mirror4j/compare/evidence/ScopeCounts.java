package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.count.Tally;
import io.github.mirror4j.rule.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was counted in one scope, at one moment. Immutable.
 *
 * @param name the endpoint's name; empty for the sum
 * @param since when the scope appeared
 * @param rank the scope's rank, which sets the level of its alarms
 * @param checks what each check but SLOWER counted
 * @param steps what each threshold counted, live or not; empty if latency is not counted here
 * @param triples how many triples there were
 */
record ScopeCounts(
    String name,
    Instant since,
    int rank,
    Map<Check, Counted> checks,
    List<StepCounts> steps,
    Triples triples) {

  private static final int FEW_REQUESTS = 30;
  private static final int REPEATED = 3;

  /**
   * How many triples there were.
   *
   * @param voted those that voted
   * @param distinct the distinct requests that voted
   * @param compared those whose content was compared, whether or not they voted
   * @param worse those of them in which the candidate alone differed
   */
  record Triples(long voted, long distinct, long compared, long worse) {

    private boolean differEachTime() {
      return distinct < FEW_REQUESTS && compared >= REPEATED && worse == compared;
    }
  }

  /**
   * What one check counted.
   *
   * @param counts the counts by which it may be proven worse
   * @param worst the counts by which it may be proven fine
   * @param alarm when it was proven worse
   */
  record Counted(Counts counts, Counts worst, Tally.@Nullable Alarm alarm) {

    static final Counted NOTHING = new Counted(Counts.NONE, Counts.NONE, null);

    static Counted of(Tally tally) {
      return new Counted(tally.counts(), tally.worst(), tally.alarm());
    }
  }

  /**
   * What one threshold counted.
   *
   * @param rank how many thresholds were live before this one, and one more; 0 if it is not live
   * @param counted the counts since it is live
   * @param timed the triples whose copies were timed against each other
   * @param before what was counted while it was not live: {@code b} candidates and {@code c}
   *     baselines that took longer
   */
  record StepCounts(Duration threshold, int rank, Counted counted, long timed, Counts before) {

    boolean isLive() {
      return rank > 0;
    }
  }

  static ScopeCounts of(Scope scope, int rank) {
    Map<Check, Counted> checks = new EnumMap<>(Check.class);
    for (Check check : List.of(Check.CONTENT, Check.PERSISTENT, Check.ERRORS)) {
      checks.put(check, Counted.of(scope.tally(check)));
    }
    LatencyLadder ladder = scope.ladder();
    return new ScopeCounts(
        scope.name(),
        scope.since(),
        rank,
        checks,
        ladder == null ? List.of() : ladder.counts(),
        new Triples(scope.triples(), scope.distinct(), scope.seen(), scope.seenWorse()));
  }

  /** Whether there are enough triples that say anything about the endpoint. */
  boolean judged() {
    Counts counts = check(Check.CONTENT).counts();
    return counts.triples() >= Scope.MIN_TRIPLES && counts.isInformative();
  }

  /**
   * Whether few requests, repeated, differ each time: too few to prove anything, because each votes
   * once, but too regular to ignore.
   */
  boolean differsEachTime() {
    return triples.differEachTime();
  }

  /** Returns the thresholds whose counts prove anything. */
  List<StepCounts> liveSteps() {
    return steps.stream().filter(StepCounts::isLive).toList();
  }

  /** Returns how many triples had copies that were timed against each other. */
  long timed() {
    return steps.stream().mapToLong(StepCounts::timed).max().orElse(0);
  }

  /**
   * Returns the counts of the lowest threshold that hardly any response exceeded, as if each time
   * that the candidate did were worse; none if the baseline mostly exceeds all that are not live.
   */
  Counts hardlyExceeded() {
    return steps.stream()
        .filter(step -> !step.isLive())
        .filter(step -> !LatencyLadder.isExceededByMost(step.before().c(), step.timed()))
        .findFirst()
        .map(step -> new Counts(step.timed(), step.before().b(), 0, 0))
        .orElse(Counts.NONE);
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

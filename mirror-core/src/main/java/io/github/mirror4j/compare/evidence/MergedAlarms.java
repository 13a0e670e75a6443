package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.count.Tally;
import io.github.mirror4j.compare.evidence.ScopeCounts.Counted;
import io.github.mirror4j.rule.Check;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides which checks of merged counts are proven worse, by these counts alone: what a process has
 * proven for itself is no proof here.
 *
 * @param limits the margins and levels
 * @param at the time of the counts
 */
record MergedAlarms(Limits limits, Instant at) {

  Counted judge(Check check, int rank, Counts counts, Counts worst) {
    boolean isWorse =
        limits.raisesAlarm(check) && limits.of(check).exceededBy(counts, limits.alarmLevel(rank));
    return new Counted(counts, worst, isWorse ? new Tally.Alarm(at, counts) : null);
  }

  Counted judgeStep(int rank, int stepRank, Counts counts) {
    boolean isWorse =
        limits.raisesAlarm(Check.SLOWER)
            && limits.of(Check.SLOWER).exceededBy(counts, stepLevel(rank, stepRank));
    return new Counted(counts, counts, isWorse ? new Tally.Alarm(at, counts) : null);
  }

  private double stepLevel(int rank, int stepRank) {
    return limits.alarmLevel(rank) * Limits.weight(stepRank);
  }

  /** Returns the first proof of a scope, if there is one. */
  KeyCounts.@Nullable Proof proof(ScopeCounts scope) {
    double level = limits.alarmLevel(scope.rank());
    for (Check check : new Check[] {Check.ERRORS, Check.CONTENT, Check.PERSISTENT}) {
      Tally.Alarm alarm = scope.check(check).alarm();
      if (alarm != null) {
        return new KeyCounts.Proof(check, scope.name(), alarm, level, null);
      }
    }
    for (ScopeCounts.StepCounts step : scope.steps()) {
      Tally.Alarm alarm = step.counted().alarm();
      if (alarm != null) {
        double stepLevel = stepLevel(scope.rank(), step.rank());
        return new KeyCounts.Proof(Check.SLOWER, scope.name(), alarm, stepLevel, step.threshold());
      }
    }
    return null;
  }
}

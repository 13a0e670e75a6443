package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.count.Tally;
import io.github.mirror4j.rule.Check;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Watches the counts of one key for the first proof that the candidate is worse. Guarded by the
 * lock of the mirror's evidence.
 */
final class AlarmWatch {

  private final Limits limits;
  private KeyCounts.@Nullable Proof proof;

  AlarmWatch(Limits limits) {
    this.limits = limits;
  }

  KeyCounts.@Nullable Proof proof() {
    return proof;
  }

  /** Looks at a check after a triple in which the candidate alone was worse. */
  void look(Check check, Scope scope, int rank, Instant now) {
    Tally tally = scope.tally(check);
    double level = limits.alarmLevel(rank);
    if (limits.raisesAlarm(check) && tally.watch(limits.of(check).above(), level, now)) {
      raise(check, scope, tally.alarm(), level, null);
    }
  }

  /**
   * Looks at thresholds of latency.
   *
   * @param steps those that the candidate alone exceeded, as bits
   */
  void look(LatencyLadder ladder, int steps, Scope scope, int rank, Instant now) {
    if (!limits.raisesAlarm(Check.SLOWER)) {
      return;
    }
    for (int rest = steps; rest != 0; rest &= rest - 1) {
      int step = Integer.numberOfTrailingZeros(rest);
      double level = limits.alarmLevel(rank) * Limits.weight(ladder.rank(step));
      Tally.Alarm alarm = ladder.watch(step, limits.of(Check.SLOWER).above(), level, now);
      raise(Check.SLOWER, scope, alarm, level, ladder.threshold(step));
    }
  }

  private void raise(
      Check check,
      Scope scope,
      Tally.@Nullable Alarm alarm,
      double level,
      @Nullable Duration threshold) {
    if (proof == null && alarm != null) {
      proof = new KeyCounts.Proof(check, scope.name(), alarm, level, threshold);
    }
  }
}

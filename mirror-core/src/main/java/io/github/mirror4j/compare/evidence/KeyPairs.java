package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.count.Losses;
import io.github.mirror4j.compare.count.StatusPairs;
import io.github.mirror4j.rule.Comparison;
import java.time.Instant;
import java.util.Map;

/**
 * What became of the pairs of one key. Nothing counts before the warm-up is over. Guarded by the
 * lock of the mirror's evidence, but for {@link #lose(LossReason)}.
 */
final class KeyPairs {

  private final Instant since;
  private final Comparison settings;
  private final Losses lost = new Losses();
  private final StatusPairs unlike = new StatusPairs();
  private long ended;
  private long compared;
  private long lostCandidates;
  private volatile boolean warm;

  /**
   * Creates counts of no pair.
   *
   * @param since when the warm-up begins
   */
  KeyPairs(Instant since, Comparison settings) {
    this.since = since;
    this.settings = settings;
  }

  /** Returns whether evidence counts yet, and notes that a pair ended. */
  boolean warmUp(Instant now) {
    ended++;
    if (!warm
        && ended > settings.warmUpPairs()
        && !now.isBefore(since.plus(settings.warmUpTime()))) {
      warm = true;
    }
    return warm;
  }

  /** Counts a pair that was compared. */
  void compared() {
    compared++;
  }

  /** Counts a pair that was not compared. Lock-free. */
  void lose(LossReason reason) {
    if (warm) {
      lost.add(reason);
    }
  }

  /**
   * Counts a pair that was not compared.
   *
   * @param againstCandidate whether it counts against the candidate where SAFE is decided, although
   *     the reason alone does not say so
   */
  void lose(LossReason reason, boolean againstCandidate) {
    lose(reason);
    lostCandidates += warm && againstCandidate ? 1 : 0;
  }

  /** Notes the statuses of a pair whose copies were treated unlike the primary. */
  void noteUnlike(int primaryStatus, int candidateStatus) {
    if (warm) {
      unlike.add(primaryStatus, candidateStatus);
    }
  }

  /** Returns the lost pairs that count against the candidate where SAFE is decided. */
  long unsent() {
    return unsent(lost.counts());
  }

  private long unsent(Map<LossReason, Long> byReason) {
    long unsent = lostCandidates;
    for (Map.Entry<LossReason, Long> loss : byReason.entrySet()) {
      unsent += countsAgainstCandidate(loss.getKey()) ? loss.getValue() : 0;
    }
    return unsent;
  }

  /** Returns whether the new version may have caused a loss by being slow. */
  private static boolean countsAgainstCandidate(LossReason reason) {
    return switch (reason) {
      case LANE_FULL, TOTAL_FULL, BACKED_OFF, RATE_LIMITED -> true;
      default -> false;
    };
  }

  KeyCounts.Pairs counts() {
    Map<LossReason, Long> byReason = lost.counts();
    return new KeyCounts.Pairs(warm, ended, compared, byReason, unsent(byReason), unlike.rows());
  }
}

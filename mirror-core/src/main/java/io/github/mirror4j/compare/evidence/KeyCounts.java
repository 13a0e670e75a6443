package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.pair.BuildKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was counted for one key, at one moment. Immutable.
 *
 * @param key the key
 * @param since when its first pair ended
 * @param warm whether its warm-up is over; nothing below counts before
 * @param pairs pairs that ended, warm-up included
 * @param compared pairs compared
 * @param lostByReason pairs lost
 * @param unsent lost pairs that count against the candidate where SAFE is decided
 * @param unlikeStatuses how often which statuses met where copies were treated unlike the primary
 * @param repeated triples that did not vote, since their request had voted lately
 * @param firstVote when the first triple voted
 * @param lastVote when the last triple voted
 * @param span the time in which triples voted
 * @param sum the counts of all endpoints
 * @param apart the counts of requests of which no baseline may be sent
 * @param endpoints the counts of each endpoint, by rank
 * @param proof the first proof that the candidate is worse
 */
record KeyCounts(
    BuildKey key,
    Instant since,
    boolean warm,
    long pairs,
    long compared,
    Map<LossReason, Long> lostByReason,
    long unsent,
    Map<StatusPairs.Pair, Integer> unlikeStatuses,
    long repeated,
    @Nullable Instant firstVote,
    Instant lastVote,
    Duration span,
    ScopeCounts sum,
    ScopeCounts apart,
    List<ScopeCounts> endpoints,
    KeyEvidence.@Nullable Proof proof) {

  /** Returns whether the new version may have caused a loss by being slow. */
  static boolean countsAgainstCandidate(LossReason reason) {
    return switch (reason) {
      case LANE_FULL, TOTAL_FULL, BACKED_OFF, RATE_LIMITED -> true;
      default -> false;
    };
  }

  /** Returns the counts by now of what was proven. */
  Counts counts(KeyEvidence.Proof proof) {
    return endpoints.stream()
        .filter(scope -> scope.name().equals(proof.endpoint()))
        .findFirst()
        .orElse(sum)
        .counts(proof.check(), proof.alarm());
  }

  private long lost() {
    return lostByReason.entrySet().stream()
        .filter(loss -> loss.getKey().lowersCoverage())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  double coverage() {
    return share(compared, compared + lost());
  }

  double unlikeShare() {
    long unlike = lostByReason.getOrDefault(LossReason.COPIES_UNLIKE_PRIMARY, 0L);
    return share(unlike, compared + lost());
  }

  /** The share of the triples that went to endpoints of which enough is known. */
  double judged() {
    long judged =
        endpoints.stream().filter(ScopeCounts::judged).mapToLong(ScopeCounts::triples).sum();
    return share(judged, sum.triples());
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}

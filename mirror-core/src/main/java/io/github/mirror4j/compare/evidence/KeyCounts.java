package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.count.StatusPairs;
import io.github.mirror4j.compare.count.Tally;
import io.github.mirror4j.compare.pair.BuildKey;
import io.github.mirror4j.rule.Check;
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
 * @param pairs what became of its pairs
 * @param voting which triples voted, and when
 * @param scopes what the triples showed
 * @param proof the first proof that the candidate is worse
 */
record KeyCounts(
    BuildKey key, Instant since, Pairs pairs, Voting voting, Scopes scopes, @Nullable Proof proof) {

  /**
   * What became of the pairs of one key.
   *
   * @param warm whether the warm-up is over; nothing below counts before
   * @param ended pairs that ended, warm-up included
   * @param compared pairs compared
   * @param lost pairs lost
   * @param unsent lost pairs that count against the candidate where SAFE is decided
   * @param unlikeStatuses how often which statuses met where copies were treated unlike the primary
   */
  record Pairs(
      boolean warm,
      long ended,
      long compared,
      Map<LossReason, Long> lost,
      long unsent,
      Map<StatusPairs.Pair, Integer> unlikeStatuses) {

    /** Returns the share of the pairs that were compared, of those that could have been. */
    double coverage() {
      return share(compared, compared + lostOfCoverage());
    }

    /** Returns the share of the pairs whose copies were treated unlike the primary. */
    double unlikeShare() {
      long unlike = lost.getOrDefault(LossReason.COPIES_UNLIKE_PRIMARY, 0L);
      return share(unlike, compared + lostOfCoverage());
    }

    private long lostOfCoverage() {
      return lost.entrySet().stream()
          .filter(loss -> loss.getKey().lowersCoverage())
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  /**
   * Which triples voted, and when.
   *
   * @param repeated triples that did not vote, since their request had voted lately
   * @param repeats what requests showed in such triples, each of them once for each vote
   * @param first when the first triple voted
   * @param last when the last triple voted
   * @param span the time in which triples voted
   */
  record Voting(
      long repeated, Counts repeats, @Nullable Instant first, Instant last, Duration span) {}

  /**
   * What the triples showed.
   *
   * @param sum the counts of all endpoints
   * @param apart the counts of requests of which no baseline may be sent
   * @param eachApart the same counts for each method and endpoint
   * @param endpoints the counts of each endpoint, by rank
   */
  record Scopes(
      ScopeCounts sum, ScopeCounts apart, List<Apart> eachApart, List<ScopeCounts> endpoints) {

    /** Returns the share of the triples that went to endpoints of which enough is known. */
    double judged() {
      long judged =
          endpoints.stream()
              .filter(ScopeCounts::judged)
              .mapToLong(scope -> scope.triples().voted())
              .sum();
      return share(judged, sum.triples().voted());
    }

    private Counts counts(Proof proof) {
      return endpoints.stream()
          .filter(scope -> scope.name().equals(proof.endpoint()))
          .findFirst()
          .orElse(sum)
          .counts(proof.check(), proof.alarm());
    }
  }

  /**
   * What was counted of requests of one method, to one endpoint, of which no baseline may be sent.
   *
   * @param name the method and the endpoint
   * @param content how many responses differ
   * @param errors how many candidates failed
   */
  record Apart(String name, Counts content, Counts errors) {}

  /**
   * The first proof that the candidate is worse; it stands.
   *
   * @param endpoint the endpoint's name; empty for all of them together
   * @param level the level at which it was proven
   * @param threshold the time that more responses take; null for other checks than SLOWER
   */
  record Proof(
      Check check,
      String endpoint,
      Tally.Alarm alarm,
      double level,
      @Nullable Duration threshold) {}

  ScopeCounts sum() {
    return scopes.sum();
  }

  ScopeCounts apart() {
    return scopes.apart();
  }

  List<Apart> eachApart() {
    return scopes.eachApart();
  }

  List<ScopeCounts> endpoints() {
    return scopes.endpoints();
  }

  long unsent() {
    return pairs.unsent();
  }

  /** Returns the counts by now of what was proven. */
  Counts counts(Proof proven) {
    return scopes.counts(proven);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}

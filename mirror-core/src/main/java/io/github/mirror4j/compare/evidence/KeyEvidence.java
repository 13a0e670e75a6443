package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.HistoryPoint;
import io.github.mirror4j.compare.count.CopyTimes;
import io.github.mirror4j.compare.count.Repeats;
import io.github.mirror4j.compare.count.Tally;
import io.github.mirror4j.compare.count.Votes;
import io.github.mirror4j.compare.pair.BuildKey;
import io.github.mirror4j.compare.pair.Observation;
import io.github.mirror4j.compare.pair.Observation.Contrast;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of one key: two builds under one rule. Guarded by the lock of the mirror's evidence,
 * but for the losses.
 */
final class KeyEvidence {

  private final BuildKey key;
  private final int number;
  private final Instant since;
  private final Limits limits;
  private final KeyPairs pairs;
  private final KeyScopes scopes;
  private final AlarmWatch alarms;
  private final CopyTimes times = CopyTimes.none();
  private final History history;
  private final Repeats repeats = new Repeats();
  private long repeated;
  private long noted;
  private long lastPair;
  private @Nullable Instant firstVote;
  private Instant lastVote;

  /**
   * Creates evidence without counts.
   *
   * @param number the number of this key, which distinguishes a request's votes for different keys
   * @param since when its first pair ended
   * @param capacities how much more may be kept, of all keys together
   */
  KeyEvidence(
      BuildKey key,
      int number,
      Instant since,
      Comparison settings,
      Limits limits,
      KeyScopes.Capacities capacities) {
    this.key = key;
    this.number = number;
    this.since = since;
    this.lastVote = since;
    this.history = new History(since);
    this.limits = limits;
    pairs = new KeyPairs(since, settings);
    scopes =
        new KeyScopes(
            since, limits, new LatencyLadder.Thresholds(settings.slowerThan()), capacities);
    alarms = new AlarmWatch(limits);
  }

  BuildKey key() {
    return key;
  }

  int number() {
    return number;
  }

  KeyPairs pairs() {
    return pairs;
  }

  KeyScopes scopes() {
    return scopes;
  }

  CopyTimes times() {
    return times;
  }

  /** Returns what requests showed that did not vote, since they had lately. */
  Repeats repeats() {
    return repeats;
  }

  /** Notes the number of the mirror's pair that was the last for this key. */
  void lastPair(long newNumber) {
    lastPair = newNumber;
  }

  long lastPair() {
    return lastPair;
  }

  /** Returns how many pairs drew no baseline, and were only noted. */
  long noted() {
    return noted;
  }

  /** Notes the statuses of a pair that drew no baseline. */
  void note(int primaryStatus, int candidateStatus) {
    noted++;
    scopes.sum().candidateStatuses().add(primaryStatus, candidateStatus);
  }

  /** Returns what was counted by when. */
  List<HistoryPoint> history(Instant now) {
    return history.points(now, scopes.sum());
  }

  KeyCounts.@Nullable Proof proof() {
    return alarms.proof();
  }

  /**
   * Adds what a pair or triple showed.
   *
   * @return the endpoint's counts, if a confirmation may say more
   */
  @Nullable Scope add(Observation seen, Votes.Vote vote, boolean isLost, Instant now) {
    if (!isLost) {
      pairs.compared();
    }
    if (limits.hasBaseline() && !seen.hasBaseline()) {
      addApart(seen, vote);
      return null;
    }
    Scope endpoint = scopes.endpoint(seen.endpoint(), now);
    Contrast content = seen.content();
    if (content != null) {
      endpoint.see(content.onlyCandidate());
    }
    for (Scope scope : List.of(scopes.sum(), endpoint)) {
      addStatuses(scope, seen);
      if (vote.counts()) {
        vote(scope, seen, vote, now);
      }
    }
    if (!vote.counts()) {
      repeated++;
      return null;
    }
    firstVote = firstVote == null ? now : firstVote;
    lastVote = now;
    history.note(now, scopes.sum());
    if (content == null || !limits.hasBaseline()) {
      return null;
    }
    return confirm(endpoint, content) ? endpoint : null;
  }

  private void addApart(Observation seen, Votes.Vote vote) {
    Scope apart = scopes.apart();
    addStatuses(apart, seen);
    if (vote.counts() && seen.content() != null) {
      apart.vote(vote == Votes.Vote.FIRST);
      apart.tally(Check.CONTENT).add(seen.content().candidate(), false);
    }
    if (vote.counts() && vote != Votes.Vote.CONTENT && seen.errors() != null) {
      apart.tally(Check.ERRORS).add(seen.errors().candidate(), seen.errors().baseline());
    }
  }

  private static void addStatuses(Scope scope, Observation seen) {
    Observation.Statuses statuses = seen.statuses();
    scope.candidateStatuses().add(statuses.primary(), statuses.candidate());
    if (seen.hasBaseline()) {
      scope.baselineStatuses().add(statuses.primary(), statuses.baseline());
    }
  }

  private void vote(Scope scope, Observation seen, Votes.Vote vote, Instant now) {
    if (seen.content() != null) {
      add(Check.CONTENT, scope, seen.content(), now);
    }
    if (vote == Votes.Vote.CONTENT) {
      return;
    }
    scope.vote(vote == Votes.Vote.FIRST);
    if (seen.errors() != null) {
      add(Check.ERRORS, scope, seen.errors(), now);
    }
    LatencyLadder ladder = scope.ladder();
    if (seen.times() != null && scope == scopes.sum()) {
      times.add(seen.times());
    }
    if (seen.times() != null && ladder != null) {
      int worse = ladder.add(seen.times().candidate(), seen.times().baseline());
      alarms.look(ladder, worse, scope, scopes.rank(scope), now);
    }
  }

  private boolean confirm(Scope endpoint, Contrast content) {
    for (Scope scope : List.of(scopes.sum(), endpoint)) {
      Tally tally = scope.tally(Check.PERSISTENT);
      if (content.any()) {
        tally.open(content.candidate(), content.baseline());
      } else {
        tally.add(false, false);
      }
    }
    return content.any();
  }

  /** Replaces an open confirmation by its result. */
  void confirmed(Scope endpoint, Contrast first, Contrast both, Instant now) {
    for (Scope scope : List.of(scopes.sum(), endpoint)) {
      Tally tally = scope.tally(Check.PERSISTENT);
      tally.close(first.candidate(), first.baseline());
      add(Check.PERSISTENT, scope, both, now);
    }
  }

  /** Adds to a check. Only a triple in which the candidate alone is worse can prove anything. */
  private void add(Check check, Scope scope, Contrast contrast, Instant now) {
    scope.tally(check).add(contrast.candidate(), contrast.baseline());
    if (contrast.onlyCandidate()) {
      alarms.look(check, scope, scopes.rank(scope), now);
    }
  }

  KeyCounts counts() {
    Duration span = firstVote == null ? Duration.ZERO : Duration.between(firstVote, lastVote);
    return new KeyCounts(
        key,
        since,
        pairs.counts(),
        new KeyCounts.Voting(repeated, repeats.counts(), firstVote, lastVote, span),
        scopes.counts(),
        alarms.proof());
  }
}

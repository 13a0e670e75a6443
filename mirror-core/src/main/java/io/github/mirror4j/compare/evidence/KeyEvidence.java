package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.HistoryPoint;
import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.diff.Differences;
import io.github.mirror4j.compare.names.EndpointNames;
import io.github.mirror4j.compare.pair.BuildKey;
import io.github.mirror4j.compare.pair.Observation;
import io.github.mirror4j.compare.pair.Observation.Contrast;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of one key: two builds under one rule. Guarded by the lock of the mirror's evidence,
 * but for the losses.
 */
final class KeyEvidence {

  private final BuildKey key;
  private final int number;
  private final Instant since;
  private final Comparison settings;
  private final Limits limits;
  private final Room endpointRoom;
  private final Room pathRoom;
  private final LatencyLadder.Thresholds thresholds;
  private final Scope sum;
  private final Scope apart;
  private final Map<String, Scope> endpoints = new HashMap<>();

  /** What explains the responses to methods without baseline, by method and endpoint. */
  private final Map<String, ScopeApart> scopesApart = new TreeMap<>();

  /** What the warm-up told of an endpoint's paths, until its first triple counts. */
  private final Map<String, FieldCounts> fieldsOfWarmUp = new HashMap<>();

  private final List<Scope> ranked = new ArrayList<>();
  private final LatencyHistogram candidateTimes = new LatencyHistogram();
  private final LatencyHistogram baselineTimes = new LatencyHistogram();
  private final Losses lost = new Losses();
  private final StatusPairs unlike = new StatusPairs();
  private final History history;
  private long pairs;
  private long compared;
  private long lostCandidates;
  private long repeated;
  private long noted;
  private long lastPair;
  private volatile boolean warm;
  private @Nullable Instant firstVote;
  private Instant lastVote;
  private @Nullable Proof proof;

  /**
   * The first proof that the candidate is worse; it stands.
   *
   * @param threshold the time that more responses take; null for other checks than SLOWER
   */
  record Proof(
      Check check,
      String endpoint,
      Tally.Alarm alarm,
      double level,
      @Nullable Duration threshold) {}

  KeyEvidence(
      BuildKey key,
      int number,
      Instant since,
      Comparison settings,
      Limits limits,
      Room endpointRoom,
      Room pathRoom) {
    this.key = key;
    this.number = number;
    this.since = since;
    this.lastVote = since;
    this.history = new History(since);
    this.settings = settings;
    this.limits = limits;
    this.endpointRoom = endpointRoom;
    this.pathRoom = pathRoom;
    thresholds = new LatencyLadder.Thresholds(settings.slowerThan());
    sum = new Scope("", since, thresholds, new FieldCounts(pathRoom));
    apart = new Scope("", since, null, new FieldCounts(pathRoom));
  }

  BuildKey key() {
    return key;
  }

  /** The number of this key, by which a request's vote is told from its votes for other keys. */
  int number() {
    return number;
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

  /** Notes the number of the mirror's pair that was the last for this key. */
  void lastPair(long number) {
    lastPair = number;
  }

  long lastPair() {
    return lastPair;
  }

  LatencyHistogram candidateTimes() {
    return candidateTimes;
  }

  LatencyHistogram baselineTimes() {
    return baselineTimes;
  }

  long noted() {
    return noted;
  }

  Instant since() {
    return since;
  }

  List<Scope> endpoints() {
    return ranked;
  }

  /** Notes the statuses of a pair that drew no baseline. */
  void note(int primaryStatus, int candidateStatus) {
    noted++;
    sum.candidateStatuses().add(primaryStatus, candidateStatus);
  }

  /** Notes the statuses of a pair whose copies were treated unlike the primary. */
  void noteUnlike(int primaryStatus, int candidateStatus) {
    if (warm) {
      unlike.add(primaryStatus, candidateStatus);
    }
  }

  /** Returns whether evidence counts yet, and notes that a pair ended. */
  boolean warmUp(Instant now) {
    pairs++;
    if (!warm
        && pairs > settings.warmUpPairs()
        && !now.isBefore(since.plus(settings.warmUpTime()))) {
      warm = true;
    }
    return warm;
  }

  /**
   * Adds what a pair or triple showed.
   *
   * @return the endpoint's counts, if a confirmation may say more
   */
  @Nullable Scope add(Observation seen, Votes.Vote vote, boolean isLost, Instant now) {
    compared += isLost ? 0 : 1;
    if (limits.hasBaseline() && !seen.hasBaseline()) {
      addApart(seen, vote);
      return null;
    }
    Scope endpoint = endpoint(seen.endpoint(), now);
    Contrast content = seen.content();
    if (content != null) {
      endpoint.see(content.onlyCandidate());
    }
    for (Scope scope : List.of(sum, endpoint)) {
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
    history.note(now, sum);
    if (content == null || !limits.hasBaseline()) {
      return null;
    }
    return confirm(endpoint, content) ? endpoint : null;
  }

  private void addApart(Observation seen, Votes.Vote vote) {
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
    scope.candidateStatuses().add(seen.primaryStatus(), seen.candidateStatus());
    if (seen.hasBaseline()) {
      scope.baselineStatuses().add(seen.primaryStatus(), seen.baselineStatus());
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
    if (seen.times() != null && scope == sum) {
      candidateTimes.add(seen.times().candidate());
      baselineTimes.add(seen.times().baseline());
    }
    if (seen.times() != null && ladder != null) {
      int worse = ladder.add(seen.times().candidate(), seen.times().baseline());
      for (; worse != 0 && limits.raisesAlarm(Check.SLOWER); worse &= worse - 1) {
        watch(ladder, Integer.numberOfTrailingZeros(worse), scope, now);
      }
    }
  }

  private boolean confirm(Scope endpoint, Contrast content) {
    for (Scope scope : List.of(sum, endpoint)) {
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
    for (Scope scope : List.of(sum, endpoint)) {
      Tally tally = scope.tally(Check.PERSISTENT);
      tally.close(first.candidate(), first.baseline());
      add(Check.PERSISTENT, scope, both, now);
    }
  }

  /** Adds to a check. Only a triple in which the candidate alone is worse can prove anything. */
  private void add(Check check, Scope scope, Contrast contrast, Instant now) {
    scope.tally(check).add(contrast.candidate(), contrast.baseline());
    if (contrast.onlyCandidate()) {
      watch(check, scope, now);
    }
  }

  private void watch(Check check, Scope scope, Instant now) {
    Tally tally = scope.tally(check);
    double level = limits.alarmLevel(rank(scope));
    if (limits.raisesAlarm(check) && tally.watch(limits.of(check).above(), level, now)) {
      raise(check, scope, tally.alarm(), level, null);
    }
  }

  private void watch(LatencyLadder ladder, int step, Scope scope, Instant now) {
    double level = limits.alarmLevel(rank(scope)) * Limits.weight(ladder.rank(step));
    Tally.Alarm alarm = ladder.watch(step, limits.of(Check.SLOWER).above(), level, now);
    raise(Check.SLOWER, scope, alarm, level, ladder.threshold(step));
  }

  private void raise(
      Check check,
      Scope scope,
      Tally.@Nullable Alarm alarm,
      double level,
      @Nullable Duration threshold) {
    if (proof == null && alarm != null) {
      proof = new Proof(check, scope.name(), alarm, level, threshold);
    }
  }

  /** The sum of all endpoints is first; then come the endpoints, by first appearance and name. */
  private int rank(Scope scope) {
    return scope == sum ? 1 : scope.rank();
  }

  /** Adds how a response to a method without baseline differs, and what settings let pass. */
  void addApart(String method, String endpoint, Differences candidate) {
    ScopeApart scope = scopeApart(method + " " + endpoint);
    scope.fields().add(candidate, Differences.NONE, Differences.NONE);
    scope.settingUse().add(candidate);
  }

  private ScopeApart scopeApart(String name) {
    ScopeApart known = scopesApart.get(name);
    if (known != null) {
      return known;
    }
    String place = endpointRoom.take() ? name : EndpointNames.OTHER;
    return scopesApart.computeIfAbsent(place, p -> new ScopeApart(pathRoom));
  }

  Map<String, ScopeApart> scopesApart() {
    return scopesApart;
  }

  /** Returns what was counted by when. */
  List<HistoryPoint> history(Instant now) {
    return history.points(now, sum);
  }

  /** Learns from a triple of the warm-up how much the baseline differs from the primary. */
  void learn(String endpoint, Differences byValue) {
    fieldsOfWarmUp.computeIfAbsent(endpoint, name -> new FieldCounts(pathRoom)).learnFrom(byValue);
  }

  /** Returns the paths of an endpoint of which only shapes are compared. */
  Set<String> noisy(String endpoint) {
    Scope known = endpoints.get(endpoint);
    FieldCounts fields = known == null ? fieldsOfWarmUp.get(endpoint) : known.fields();
    return fields == null ? Set.of() : fields.noisy();
  }

  /** Returns the counts of an endpoint. */
  Scope endpoint(String name, Instant now) {
    Scope known = endpoints.get(name);
    if (known != null) {
      return known;
    }
    boolean fits = name.equals(EndpointNames.OTHER) || endpointRoom.take();
    if (!fits) {
      return endpoint(EndpointNames.OTHER, now);
    }
    boolean ladders = limits.raisesAlarm(Check.SLOWER);
    FieldCounts learned = fieldsOfWarmUp.remove(name);
    FieldCounts fields = learned == null ? new FieldCounts(pathRoom) : learned;
    Scope created = new Scope(name, now, ladders ? thresholds : null, fields);
    endpoints.put(name, created);
    ranked.add(created);
    ranked.sort(Comparator.comparing(Scope::since).thenComparing(Scope::name));
    for (int i = 0; i < ranked.size(); i++) {
      ranked.get(i).rank(i + 2);
    }
    return created;
  }

  @Nullable Proof proof() {
    return proof;
  }

  Scope sum() {
    return sum;
  }

  /** Returns the lost pairs that count against the candidate where SAFE is decided. */
  long unsent() {
    return unsent(lost.counts());
  }

  private long unsent(Map<LossReason, Long> byReason) {
    long unsent = lostCandidates;
    for (Map.Entry<LossReason, Long> loss : byReason.entrySet()) {
      unsent += KeyCounts.countsAgainstCandidate(loss.getKey()) ? loss.getValue() : 0;
    }
    return unsent;
  }

  KeyCounts counts() {
    Map<LossReason, Long> byReason = lost.counts();
    return new KeyCounts(
        key,
        since,
        warm,
        pairs,
        compared,
        byReason,
        unsent(byReason),
        unlike.rows(),
        repeated,
        firstVote,
        lastVote,
        firstVote == null ? Duration.ZERO : Duration.between(firstVote, lastVote),
        ScopeCounts.of(sum, 1),
        ScopeCounts.of(apart, 0),
        ranked.stream().map(scope -> ScopeCounts.of(scope, scope.rank())).toList(),
        proof);
  }
}

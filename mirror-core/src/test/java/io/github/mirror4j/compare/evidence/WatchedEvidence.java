package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.count.Votes;
import io.github.mirror4j.compare.pair.BuildKey;
import io.github.mirror4j.compare.pair.Observation;
import io.github.mirror4j.compare.pair.Observation.Contrast;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Evidence of one key at which somebody looks after every pair. The clock moves with the pairs. */
final class WatchedEvidence {

  private static final Duration BETWEEN_PAIRS = Duration.ofSeconds(10);
  private static final Observation.Statuses ALL_OK = new Observation.Statuses(200, 200, 200);

  private final Comparison settings;
  private final long seed;
  private final KeyEvidence evidence;
  private final Limits limits;
  private final Judge judge;
  private final Votes votes;
  private Instant now = Instant.parse("2026-11-27T08:00:00Z");
  private long request;
  private boolean wasSafe;
  private boolean wasNotSafe;
  private long pairs;
  private long safeAt;
  private long notSafeAt;

  WatchedEvidence(Comparison settings, long seed) {
    this.settings = settings;
    this.seed = seed;
    limits = new Limits(settings);
    evidence =
        new KeyEvidence(
            new BuildKey("v1", "v2", "rule"),
            0,
            now,
            settings,
            limits,
            KeyScopes.Capacities.of(200, 0));
    judge = new Judge(settings, limits, EndpointMention.BY_NAME);
    votes = new Votes(settings.repeatAfter(), () -> now);
  }

  /** Adds a triple of a request that was not sent before. */
  void triple(String endpoint, boolean candidate, boolean baseline) {
    triple(endpoint, candidate, baseline, () -> candidate, () -> baseline);
  }

  /** Adds a triple, and how its legs differ when they are sent again. */
  void triple(
      String endpoint,
      boolean candidate,
      boolean baseline,
      BooleanSupplier candidateAgain,
      BooleanSupplier baselineAgain) {
    Contrast content = new Contrast(candidate, baseline);
    Scope open = add(++request, endpoint, content, new Contrast(false, false), null);
    if (open != null) {
      boolean x = candidate && candidateAgain.getAsBoolean();
      boolean z = baseline && baselineAgain.getAsBoolean();
      evidence.confirmed(open, content, new Contrast(x, z), now);
    }
    look();
  }

  /** Adds a triple whose confirmation never comes. */
  void unconfirmed(String endpoint, boolean candidate, boolean baseline) {
    add(++request, endpoint, new Contrast(candidate, baseline), new Contrast(false, false), null);
    look();
  }

  /** Adds a triple in which copies fail. */
  void errors(String endpoint, boolean candidate, boolean baseline) {
    boolean some = candidate || baseline;
    Contrast content = some ? null : new Contrast(false, false);
    add(++request, endpoint, content, new Contrast(candidate, baseline), null);
    look();
  }

  /** Adds a triple that shows how long the copies took. */
  void times(String endpoint, long candidateNanos, long baselineNanos) {
    add(
        ++request,
        endpoint,
        new Contrast(false, false),
        new Contrast(false, false),
        new Observation.Times(candidateNanos, baselineNanos));
    look();
  }

  /** Adds a triple of a request that may have been sent before. */
  void repeated(long fingerprint, String endpoint, boolean candidate, boolean baseline) {
    Contrast content = new Contrast(candidate, baseline);
    Scope open = add(fingerprint, endpoint, content, new Contrast(false, false), null);
    if (open != null) {
      evidence.confirmed(open, content, content, now);
    }
    look();
  }

  void lost(LossReason reason) {
    pairs++;
    now = now.plus(BETWEEN_PAIRS);
    evidence.pairs().lose(reason, reason == LossReason.COPY_MEMORY_FULL);
    look();
  }

  private Scope add(
      long fingerprint,
      String endpoint,
      Contrast content,
      Contrast errors,
      Observation.Times times) {
    pairs++;
    now = now.plus(BETWEEN_PAIRS);
    if (!evidence.pairs().warmUp(now)) {
      return null;
    }
    long spread = fingerprint * 0x9E3779B97F4A7C15L;
    boolean hasBaseline = settings.baseline().isPresent();
    return evidence.add(
        new Observation(endpoint, hasBaseline, content, errors, times, ALL_OK),
        votes.offer(spread ^ (spread >>> 31), content == null),
        content == null,
        now);
  }

  private void look() {
    if (evidence.proof() != null && !wasNotSafe) {
      wasNotSafe = true;
      notSafeAt = pairs;
    }
    if (!wasSafe && mayBeSafe() && judge.state(evidence.counts()) == Verdict.State.SAFE) {
      wasSafe = true;
      safeAt = pairs;
    }
  }

  /** The seed of this run, for what stays the same in all of it. */
  long seed() {
    return seed;
  }

  /** Some of the conditions, which are seldom met and cheaper than all of them. */
  private boolean mayBeSafe() {
    return mayBeSafe(Check.CONTENT) && mayBeSafe(Check.ERRORS) && mayBeSafe(Check.PERSISTENT);
  }

  private boolean mayBeSafe(Check check) {
    Counts worst =
        evidence.scopes().sum().tally(check).worst().plusWorse(evidence.pairs().unsent());
    return limits.of(check).keptBy(worst, limits.level());
  }

  KeyCounts counts() {
    return evidence.counts();
  }

  Judge judge() {
    return judge;
  }

  boolean wasSafe() {
    return wasSafe;
  }

  boolean wasNotSafe() {
    return wasNotSafe;
  }

  long pairs() {
    return pairs;
  }

  long safeAt() {
    return safeAt;
  }

  long notSafeAt() {
    return notSafeAt;
  }
}

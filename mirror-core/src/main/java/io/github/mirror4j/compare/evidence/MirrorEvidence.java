package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.compare.diff.Difference;
import io.github.mirror4j.compare.diff.Differences;
import io.github.mirror4j.compare.diff.PathSetting;
import io.github.mirror4j.compare.diff.PrimaryReading;
import io.github.mirror4j.compare.diff.ReceivedBody;
import io.github.mirror4j.compare.diff.ReceivedResponse;
import io.github.mirror4j.compare.diff.ResponseDiffer;
import io.github.mirror4j.compare.diff.TimeWindow;
import io.github.mirror4j.compare.files.Snapshot;
import io.github.mirror4j.compare.names.EndpointNames;
import io.github.mirror4j.compare.names.FieldNames;
import io.github.mirror4j.compare.pair.BuildIds;
import io.github.mirror4j.compare.pair.BuildKey;
import io.github.mirror4j.compare.pair.Fingerprints;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.compare.pair.Leg.Responded;
import io.github.mirror4j.compare.pair.Observation;
import io.github.mirror4j.compare.pair.Observation.Contrast;
import io.github.mirror4j.compare.pair.Triple;
import io.github.mirror4j.compare.pair.TripleReader;
import io.github.mirror4j.compare.pair.TripleReading;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.CredentialHeaders;
import io.github.mirror4j.rule.MirrorId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * All that the comparison of one mirror's responses has found. Thread-safe and bounded.
 *
 * <p>{@link #selected} and {@link #lost} take no lock, so that they may be called on a caller's
 * thread. Bodies are compared outside of the lock; what they show is added under it, in
 * microseconds. {@link #report} works out limits on its reader's thread.
 *
 * <p>Each pair that is {@link #selected} ends once: it is {@link #lost}, or handed to {@link #add}.
 */
public final class MirrorEvidence {

  private final MirrorId mirror;
  private final Comparison settings;
  private final InstantSource clock;
  private final ResponseDiffer differ;
  private final TripleReader reader;
  private final BuildIds builds;
  private final Fingerprints fingerprints;
  private final Limits limits;
  private final PairBook pairs = new PairBook();

  private final ReentrantLock lock = new ReentrantLock();
  private final Votes votes;
  private final EndpointNames endpointNames;
  private final FieldNames fieldNames;
  private final Keys keys;
  private final Examples examples;
  private volatile @Nullable KeyEvidence current;

  /**
   * Creates evidence without counts.
   *
   * @param mirror the mirror
   * @param settings how its responses are compared
   * @param clock tells the time
   * @param random draws the salt of fingerprints, and examples
   */
  public MirrorEvidence(
      MirrorId mirror, Comparison settings, InstantSource clock, RandomGenerator random) {
    this(mirror, settings, CredentialHeaders.DEFAULT, clock, random);
  }

  /**
   * Creates evidence without counts.
   *
   * @param mirror the mirror
   * @param settings how its responses are compared
   * @param credentials the headers that hold credentials: requests that differ there are not the
   *     same
   * @param clock tells the time
   * @param random draws the salt of fingerprints, and examples
   */
  public MirrorEvidence(
      MirrorId mirror,
      Comparison settings,
      CredentialHeaders credentials,
      InstantSource clock,
      RandomGenerator random) {
    this.mirror = mirror;
    this.settings = settings;
    this.clock = clock;
    differ = ResponseDiffer.of(settings);
    reader = new TripleReader(differ, settings);
    builds = new BuildIds(settings.buildHeaders());
    fingerprints = new Fingerprints(random.nextLong(), credentials);
    limits = new Limits(settings);
    votes = new Votes(settings.repeatAfter(), clock);
    endpointNames = new EndpointNames(settings.endpoints());
    fieldNames = new FieldNames(settings);
    keys = new Keys(settings, limits);
    examples = new Examples(random);
  }

  /** Counts a pair that is to be compared. It is pending until it ends. Lock-free. */
  public void selected() {
    pairs.select();
  }

  /**
   * Counts a pair that cannot be compared, and is no longer pending. Lock-free.
   *
   * @param reason why
   */
  public void lost(LossReason reason) {
    pairs.lose(reason);
    KeyEvidence key = current;
    if (key != null && reason.lowersCoverage()) {
      key.lose(reason);
    }
  }

  /**
   * Notes how a copy ended that drew no baseline and is not a pair.
   *
   * @param primaryStatus the status of the primary
   * @param candidate how the copy ended
   */
  public void noted(int primaryStatus, Leg candidate) {
    locked(
        () -> {
          KeyEvidence key = current;
          if (key != null) {
            key.note(primaryStatus, status(candidate));
          }
        });
  }

  /**
   * Compares the responses of a pair or triple, which is no longer pending then. Never throws.
   *
   * @param triple the responses
   * @param ruleText the text of the rule and this comparison, which is part of the key
   * @return what became of it
   */
  public Compared add(Triple triple, String ruleText) {
    PairBook.Ending pair = null;
    try {
      pair = pairs.ending();
      return compare(triple, ruleText, pair);
    } catch (RuntimeException | Error e) { // an exhausted heap or stack must not lose the count
      if (pair == null) {
        lost(LossReason.INTERNAL_ERROR);
      } else {
        lose(pair, LossReason.INTERNAL_ERROR);
      }
      return Compared.DONE;
    }
  }

  private Compared compare(Triple triple, String ruleText, PairBook.Ending pair) {
    Instant now = clock.instant();
    TripleReading reading = reader.read(triple, now);
    if (reading.loss() != null && reading.errors() == null) {
      lose(pair, reading.loss());
      if (reading.loss() == LossReason.COPIES_UNLIKE_PRIMARY) {
        locked(() -> noteUnlike(triple));
      }
      return Compared.DONE;
    }
    List<String> vary =
        triple.primary() instanceof Responded primary
            ? primary.response().headers().getOrDefault("vary", List.of())
            : List.of();
    long fingerprint = fingerprints.of(triple.request(), vary);
    Located at = lockedGet(() -> locate(triple, ruleText, fingerprint, now));
    Content content = content(triple, reading, at);
    return lockedGet(() -> count(triple, reading, at, content, pair));
  }

  private void noteUnlike(Triple triple) {
    KeyEvidence key = current;
    if (key != null) {
      key.noteUnlike(status(triple.primary()), status(triple.candidate()));
    }
  }

  /** Counts the pair as lost, unless it ended already. */
  private void lose(PairBook.Ending pair, LossReason reason) {
    if (pair.lost(reason)) {
      KeyEvidence key = current;
      if (key != null) {
        key.lose(reason);
      }
    }
  }

  /**
   * Where a triple is counted.
   *
   * @param noisy the paths of which only shapes are compared
   * @param wanted names to look for in the primary's response
   */
  private record Located(
      KeyEvidence key,
      String endpoint,
      long fingerprint,
      Set<String> noisy,
      List<String> wanted,
      Instant now) {}

  /**
   * What the bodies of a triple showed.
   *
   * @param byValue how the baseline differs where values are compared at noisy paths, too
   */
  private record Content(
      Contrast contrast,
      Differences candidate,
      @Nullable Differences baseline,
      @Nullable Differences byValue,
      List<String> names) {}

  private Located locate(Triple triple, String ruleText, long fingerprint, Instant now) {
    KeyEvidence key =
        keys.of(builds.of(triple.primary()), builds.of(triple.candidate()), ruleText, now);
    current = key;
    String endpoint = endpointNames.of(triple.request().path(), fingerprint);
    return new Located(key, endpoint, fingerprint, key.noisy(endpoint), fieldNames.wanted(), now);
  }

  private static @Nullable Content content(Triple triple, TripleReading reading, Located at) {
    PrimaryReading.Usable primary = reading.primary();
    if (primary == null || !(triple.candidate() instanceof Responded candidate)) {
      return null;
    }
    Differences worse = primary.compare(candidate.response(), at.noisy());
    Differences noise =
        triple.baseline() instanceof Responded baseline
            ? primary.compare(baseline.response(), at.noisy())
            : null;
    Differences byValue =
        at.noisy().isEmpty() || !(triple.baseline() instanceof Responded again)
            ? noise
            : primary.compare(again.response(), Set.of());
    List<String> names = primary.fieldsAmong(at.wanted());
    return new Content(
        new Contrast(worse.count(), noise != null && noise.count()), worse, noise, byValue, names);
  }

  private Compared count(
      Triple triple,
      TripleReading reading,
      Located at,
      @Nullable Content content,
      PairBook.Ending pair) {
    KeyEvidence key = at.key();
    boolean isWarm = key.warmUp(at.now());
    if (reading.loss() == null) {
      pair.compared();
    } else {
      pair.lost(reading.loss());
      key.lose(reading.loss(), reading.againstCandidate());
    }
    if (content != null) {
      explain(triple, at, content);
    }
    if (!isWarm) {
      if (content != null && content.byValue() != null) {
        key.learn(at.endpoint(), content.byValue());
      }
      return Compared.DONE;
    }
    Votes.Vote vote =
        votes.offer(Fingerprints.with(at.fingerprint(), key.number()), reading.loss() != null);
    if (content != null
        && content.baseline() != null
        && content.byValue() != null
        && vote.counts()) {
      Scope scope = key.endpoint(at.endpoint(), at.now());
      scope.fields().add(content.candidate(), content.baseline(), content.byValue());
      scope.settingUse().add(content.candidate());
    }
    if (content != null && triple.baseline() == null && vote.counts()) {
      addWithoutBaseline(triple.request().method(), at, content.candidate());
    }
    Scope open =
        key.add(observation(triple, reading, at, content), vote, reading.loss() != null, at.now());
    return open == null || content == null
        ? Compared.DONE
        : Compared.awaiting(new Compared.Open(key, open, content.contrast(), at.noisy()));
  }

  private void addWithoutBaseline(String method, Located at, Differences candidate) {
    if (limits.hasBaseline()) {
      at.key().addApart(method, at.endpoint(), candidate);
    } else {
      Scope scope = at.key().endpoint(at.endpoint(), at.now());
      scope.fields().add(candidate, Differences.NONE, Differences.NONE);
      scope.settingUse().add(candidate);
    }
  }

  private void explain(Triple triple, Located at, Content content) {
    RequestShape request = RequestShape.of(triple.request(), at.endpoint());
    request.show(fieldNames, at.fingerprint());
    fieldNames.saw(content.names(), at.fingerprint());
    for (Difference difference : content.candidate().all()) {
      fieldNames.differs(difference.path(), at.fingerprint());
      examples.add(at.key().number(), new Examples.Sample(at.now(), request, difference));
    }
  }

  private static Observation observation(
      Triple triple, TripleReading reading, Located at, @Nullable Content content) {
    return new Observation(
        at.endpoint(),
        triple.baseline() != null,
        content == null ? null : content.contrast(),
        reading.errors(),
        reading.times(),
        status(triple.primary()),
        status(triple.candidate()),
        triple.baseline() == null ? StatusPairs.NONE : status(triple.baseline()));
  }

  private static int status(Leg leg) {
    return leg instanceof Responded responded ? responded.response().status() : StatusPairs.NONE;
  }

  /**
   * Adds what came of sending a request again. Never throws. A confirmation in which a response is
   * missing, was given up by this library or comes from another build counts as failed.
   *
   * @param compared what {@link #add} returned
   * @param primaryAgain the old version's response, in the primary's place
   * @param baselineAgain the old version's second response
   * @param candidateAgain the new version's response
   */
  public void confirmed(
      Compared compared, Leg primaryAgain, Leg baselineAgain, Leg candidateAgain) {
    try {
      compared
          .open()
          .ifPresent(open -> confirm(compared, open, primaryAgain, baselineAgain, candidateAgain));
    } catch (RuntimeException | Error e) {
      unconfirmed(compared);
    }
  }

  private void confirm(
      Compared compared,
      Compared.Open open,
      Leg primaryAgain,
      Leg baselineAgain,
      Leg candidateAgain) {
    if (!(primaryAgain instanceof Responded primary)
        || !(baselineAgain instanceof Responded baseline)
        || !(candidateAgain instanceof Responded candidate)
        || !(read(primary, candidate, baseline) instanceof PrimaryReading.Usable readable)
        || isGivenUp(baseline)
        || isGivenUp(candidate)
        || !isOf(open.key().key(), primary, baseline, candidate)) {
      unconfirmed(compared);
      return;
    }
    Contrast first = open.first();
    boolean candidateDiffers =
        first.candidate() && differs(readable, candidate.response(), open.noisy());
    boolean baselineDiffers =
        first.baseline() && differs(readable, baseline.response(), open.noisy());
    locked(
        () -> {
          if (compared.settle()) {
            open.key()
                .confirmed(
                    open.endpoint(),
                    first,
                    new Contrast(candidateDiffers, baselineDiffers),
                    clock.instant());
          }
        });
  }

  private PrimaryReading read(Responded primary, Responded candidate, Responded baseline) {
    TimeWindow window = TripleReader.window(primary, candidate, baseline, clock.instant());
    return differ.read(primary.response(), window);
  }

  private static boolean isGivenUp(Responded leg) {
    return leg.response().body() instanceof ReceivedBody.Missing(ReceivedBody.Reason reason)
        && reason.isGivenUp();
  }

  /** Returns whether responses came from the builds of a key, as far as they tell. */
  private boolean isOf(BuildKey key, Responded primary, Responded baseline, Responded candidate) {
    return builds.mayBe(key.v1(), primary)
        && builds.mayBe(key.v1(), baseline)
        && builds.mayBe(key.v2(), candidate);
  }

  private static boolean differs(
      PrimaryReading.Usable primary, ReceivedResponse other, Set<String> noisy) {
    return primary.compare(other, noisy).count();
  }

  /**
   * Notes that a confirmation failed or was skipped. It counts as confirmed where SAFE is decided,
   * and as a tie where NOT_SAFE is.
   *
   * @param compared what {@link #add} returned
   */
  public void unconfirmed(Compared compared) {
    lock.lock(); // and no lambda: this needs no memory
    try {
      boolean unused = compared.settle();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Starts a new key, for a version that tells no id of its build in a response header.
   *
   * @param label the id; cut to 64 printable characters
   */
  public void startKey(String label) {
    locked(() -> keys.label(label));
  }

  /**
   * Returns what became of the pairs selected.
   *
   * @return the counts; they add up exactly whenever no pair ends meanwhile
   */
  public PairCounts pairs() {
    return pairs.counts();
  }

  /**
   * Returns what the comparison found so far.
   *
   * @return the report
   */
  public ComparisonReport report() {
    return reportMaker().report();
  }

  /**
   * Returns the verdict alone, for a page or a log that must not show anything of a request: its
   * sentence names no endpoint.
   *
   * @return the state of the report's verdict, and why
   */
  public Verdict verdict() {
    return reportMaker().verdict();
  }

  /**
   * Returns all that was counted, for a file of evidence.
   *
   * @param process names the engine
   * @param seq the number of the snapshot
   * @return a snapshot of all builds together, then one of each pair of builds; empty before the
   *     first pair
   */
  public List<Snapshot> snapshots(String process, long seq) {
    EvidenceSnapshot snapshot = lockedGet(this::snapshot);
    return snapshot.keys().isEmpty()
        ? List.of()
        : new SnapshotMaker(mirror, settings, pathSettings(), selfTest())
            .of(snapshot, process, seq);
  }

  private ReportMaker reportMaker() {
    EvidenceSnapshot snapshot = lockedGet(this::snapshot);
    return new ReportMaker(
        mirror, settings, limits, pathSettings(), selfTest().notFound(), snapshot);
  }

  private List<String> pathSettings() {
    return differ.settings().stream().map(PathSetting::toString).toList();
  }

  private SelfTest selfTest() {
    return new SelfTest(differ, settings, limits);
  }

  private EvidenceSnapshot snapshot() {
    return EvidenceSnapshot.of(clock.instant(), pairs.counts(), keys, examples, fieldNames);
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  private <T> T lockedGet(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}

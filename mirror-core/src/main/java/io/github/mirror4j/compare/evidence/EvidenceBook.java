package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.count.PairBook;
import io.github.mirror4j.compare.count.StatusPairs;
import io.github.mirror4j.compare.count.Votes;
import io.github.mirror4j.compare.diff.Difference;
import io.github.mirror4j.compare.diff.Differences;
import io.github.mirror4j.compare.names.EndpointNames;
import io.github.mirror4j.compare.names.FieldNames;
import io.github.mirror4j.compare.pair.BuildIds;
import io.github.mirror4j.compare.pair.Fingerprints;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.compare.pair.Leg.Responded;
import io.github.mirror4j.compare.pair.Observation;
import io.github.mirror4j.compare.pair.Observation.Contrast;
import io.github.mirror4j.compare.pair.Triple;
import io.github.mirror4j.compare.pair.TripleReading;
import io.github.mirror4j.rule.Comparison;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What is counted for one mirror: which key and endpoint a triple belongs to, whether it votes, and
 * what it shows there. One lock guards it with all that it holds; no method holds the lock for more
 * than microseconds.
 */
final class EvidenceBook {

  private final ReentrantLock lock = new ReentrantLock();
  private final InstantSource clock;
  private final Limits limits;
  private final BuildIds builds;
  private final Votes votes;
  private final EndpointNames endpointNames;
  private final FieldNames fieldNames;
  private final Keys keys;
  private final Examples examples;
  private volatile @Nullable KeyEvidence current;

  EvidenceBook(
      Comparison settings,
      Limits limits,
      BuildIds builds,
      InstantSource clock,
      RandomGenerator random) {
    this.clock = clock;
    this.limits = limits;
    this.builds = builds;
    votes = new Votes(settings.repeatAfter(), clock);
    endpointNames = new EndpointNames(settings.endpoints());
    fieldNames = new FieldNames(settings);
    keys = new Keys(settings, limits);
    examples = new Examples(random);
  }

  /**
   * Where a triple is counted.
   *
   * @param endpoint the endpoint
   * @param scope the endpoint, behind the method unless that is GET: one method of it may be broken
   * @param noisy the paths of which only shapes are compared
   * @param wanted names to look for in the primary's response
   */
  record Place(
      KeyEvidence key,
      String endpoint,
      String scope,
      long fingerprint,
      Set<String> noisy,
      List<String> wanted,
      Instant now) {}

  /** Counts a pair of the current key that was not compared. Lock-free. */
  void lose(LossReason reason) {
    KeyEvidence key = current;
    if (key != null) {
      key.pairs().lose(reason);
    }
  }

  /** Notes how a copy ended that drew no baseline and is not a pair. */
  void note(int primaryStatus, Leg candidate) {
    locked(
        () -> {
          KeyEvidence key = current;
          if (key != null) {
            key.note(primaryStatus, status(candidate));
          }
        });
  }

  /** Notes the statuses of a pair whose copies were treated unlike the primary. */
  void noteUnlike(Triple triple) {
    locked(
        () -> {
          KeyEvidence key = current;
          if (key != null) {
            key.pairs().noteUnlike(status(triple.primary()), status(triple.candidate()));
          }
        });
  }

  /** Starts a new key, for a version that does not name its build. */
  void startKey(String label) {
    locked(
        () -> {
          keys.label(label);
          current = keys.current();
        });
  }

  /** Returns all that was counted. */
  EvidenceSnapshot snapshot(PairBook pairs) {
    return lockedGet(
        () -> EvidenceSnapshot.of(clock.instant(), pairs.counts(), keys, examples, fieldNames));
  }

  /** Finds where a triple is counted; its key is the current one from then on. */
  Place locate(Triple triple, String ruleText, long fingerprint, Instant now) {
    return lockedGet(() -> place(triple, ruleText, fingerprint, now));
  }

  private Place place(Triple triple, String ruleText, long fingerprint, Instant now) {
    KeyEvidence key =
        keys.of(builds.of(triple.primary()), builds.of(triple.candidate()), ruleText, now);
    current = key;
    String endpoint = endpointNames.of(triple.request().path(), fingerprint);
    String method = triple.request().method();
    String scope = method.equals("GET") ? endpoint : method + " " + endpoint;
    Set<String> noisy = key.scopes().noisy(scope);
    return new Place(key, endpoint, scope, fingerprint, noisy, fieldNames.wanted(), now);
  }

  /**
   * Counts a triple.
   *
   * @param content what its bodies showed, null if there was nothing to compare
   * @param pair takes what became of the pair
   */
  Compared count(
      Triple triple,
      TripleReading reading,
      Place at,
      @Nullable TripleContent content,
      PairBook.Ending pair) {
    return lockedGet(() -> add(triple, reading, at, content, pair));
  }

  private Compared add(
      Triple triple,
      TripleReading reading,
      Place at,
      @Nullable TripleContent content,
      PairBook.Ending pair) {
    KeyEvidence key = at.key();
    boolean isWarm = key.pairs().warmUp(at.now());
    if (reading.loss() == null) {
      pair.compared();
    } else {
      pair.lost(reading.loss());
      key.pairs().lose(reading.loss(), reading.againstCandidate());
    }
    if (content != null) {
      explain(triple, at, content);
    }
    if (!isWarm) {
      if (content != null && content.byValue() != null) {
        key.scopes().learn(at.scope(), content.byValue());
      }
      return Compared.DONE;
    }
    Votes.Vote vote =
        votes.offer(Fingerprints.with(at.fingerprint(), key.number()), reading.loss() != null);
    if (vote == Votes.Vote.REPEATED && (triple.baseline() != null || !limits.hasBaseline())) {
      repeat(at, content == null ? null : content.contrast(), reading.errors());
    }
    if (content != null
        && content.baseline() != null
        && content.byValue() != null
        && vote.counts()) {
      Scope scope = key.scopes().endpoint(at.scope(), at.now());
      scope.fields().add(content.candidate(), content.baseline(), content.byValue());
      scope.settingUse().add(content.candidate());
    }
    if (triple.baseline() == null && vote.counts()) {
      addWithoutBaseline(triple.request().method(), at, content, errors(reading, vote));
    }
    Scope open =
        key.add(observation(triple, reading, at, content), vote, reading.loss() != null, at.now());
    return open == null || content == null
        ? Compared.DONE
        : Compared.awaiting(
            new Compared.Open(
                key, open, content.contrast(), at.noisy(), triple.request().headers()));
  }

  /** Counts a request that does not vote, by its content and by whether it failed. */
  private void repeat(Place at, @Nullable Contrast content, @Nullable Contrast errors) {
    boolean worse = isOnlyCandidate(content) || isOnlyCandidate(errors);
    boolean better = isOnlyBaseline(content) || isOnlyBaseline(errors);
    if (content != null || worse || better) {
      KeyEvidence key = at.key();
      votes.repeat(Fingerprints.with(at.fingerprint(), key.number()), worse, better, key.repeats());
    }
  }

  private static boolean isOnlyCandidate(@Nullable Contrast contrast) {
    return contrast != null && contrast.onlyCandidate();
  }

  private static boolean isOnlyBaseline(@Nullable Contrast contrast) {
    return contrast != null && contrast.baseline() && !contrast.candidate();
  }

  private static @Nullable Contrast errors(TripleReading reading, Votes.Vote vote) {
    return vote == Votes.Vote.CONTENT ? null : reading.errors();
  }

  private void addWithoutBaseline(
      String method, Place at, @Nullable TripleContent content, @Nullable Contrast errors) {
    if (limits.hasBaseline() && (content != null || errors != null)) {
      NoBaselineScope scope = at.key().scopes().apart(method, at.endpoint());
      if (content != null) {
        scope.add(content.candidate());
      }
      if (errors != null) {
        scope.add(errors);
      }
    } else if (content != null) {
      Scope scope = at.key().scopes().endpoint(at.scope(), at.now());
      scope.fields().add(content.candidate(), Differences.NONE, Differences.NONE);
      scope.settingUse().add(content.candidate());
    }
  }

  private void explain(Triple triple, Place at, TripleContent content) {
    RequestShape request = RequestShape.of(triple.request(), at.endpoint());
    request.show(fieldNames, at.fingerprint());
    fieldNames.saw(content.names(), at.fingerprint());
    for (Difference difference : content.candidate().all()) {
      fieldNames.differs(difference.path(), at.fingerprint());
      examples.add(at.key().number(), new Examples.Sample(at.now(), request, difference));
    }
  }

  private static Observation observation(
      Triple triple, TripleReading reading, Place at, @Nullable TripleContent content) {
    return new Observation(
        at.scope(),
        triple.baseline() != null,
        content == null ? null : content.contrast(),
        reading.errors(),
        reading.times(),
        new Observation.Statuses(
            status(triple.primary()),
            status(triple.candidate()),
            triple.baseline() == null ? StatusPairs.NONE : status(triple.baseline())));
  }

  private static int status(Leg leg) {
    return leg instanceof Responded responded ? responded.response().status() : StatusPairs.NONE;
  }

  /**
   * Adds the result of a confirmation, unless there is one already.
   *
   * @param again what differs again; null if that is not known, which confirms nothing
   */
  void confirmed(Compared compared, Compared.Open open, @Nullable Contrast again) {
    locked(
        () -> {
          if (compared.settle() && again != null) {
            open.key().confirmed(open.endpoint(), open.first(), again, clock.instant());
          }
        });
  }

  /** Notes that there is no result of a confirmation. */
  void unconfirmed(Compared compared) {
    lock.lock(); // and no lambda: this needs no memory
    try {
      boolean unused = compared.settle();
    } finally {
      lock.unlock();
    }
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

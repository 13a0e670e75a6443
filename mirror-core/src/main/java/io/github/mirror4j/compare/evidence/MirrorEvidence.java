package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.compare.count.PairBook;
import io.github.mirror4j.compare.diff.ResponseDiffer;
import io.github.mirror4j.compare.files.Snapshot;
import io.github.mirror4j.compare.pair.BuildIds;
import io.github.mirror4j.compare.pair.Fingerprints;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.compare.pair.Leg.Responded;
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
import java.util.random.RandomGenerator;

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

  private final InstantSource clock;
  private final TripleReader reader;
  private final Fingerprints fingerprints;
  private final Confirmation confirmation;
  private final EvidenceReports reports;
  private final PairBook pairs = new PairBook();
  private final EvidenceBook book;

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
    this.clock = clock;
    ResponseDiffer differ = ResponseDiffer.of(settings);
    BuildIds builds = new BuildIds(settings.buildHeaders());
    Limits limits = new Limits(settings);
    reader = new TripleReader(differ, settings);
    fingerprints = new Fingerprints(random.nextLong(), credentials);
    confirmation = new Confirmation(differ, builds);
    reports = new EvidenceReports(mirror, settings, limits, differ);
    book = new EvidenceBook(settings, limits, builds, clock, random);
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
    if (reason.lowersCoverage()) {
      book.lose(reason);
    }
  }

  /**
   * Notes how a copy ended that drew no baseline and is not a pair.
   *
   * @param primaryStatus the status of the primary
   * @param candidate how the copy ended
   */
  public void noted(int primaryStatus, Leg candidate) {
    book.note(primaryStatus, candidate);
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
        book.noteUnlike(triple);
      }
      return Compared.DONE;
    }
    List<String> vary =
        triple.primary() instanceof Responded primary
            ? primary.response().headers().getOrDefault("vary", List.of())
            : List.of();
    long fingerprint = fingerprints.of(triple.request(), vary);
    EvidenceBook.Place at = book.locate(triple, ruleText, fingerprint, now);
    TripleContent content = TripleContent.of(triple, reading, at.noisy(), at.wanted());
    return book.count(triple, reading, at, content, pair);
  }

  /** Counts the pair as lost, unless it ended already. */
  private void lose(PairBook.Ending pair, LossReason reason) {
    if (pair.lost(reason)) {
      book.lose(reason);
    }
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
          .ifPresent(
              open -> {
                Instant now = clock.instant();
                Contrast again =
                    confirmation.of(open, primaryAgain, baselineAgain, candidateAgain, now);
                book.confirmed(compared, open, again);
              });
    } catch (RuntimeException | Error e) {
      unconfirmed(compared);
    }
  }

  /**
   * Notes that a confirmation failed or was skipped. It counts as confirmed where SAFE is decided,
   * and as a tie where NOT_SAFE is.
   *
   * @param compared what {@link #add} returned
   */
  public void unconfirmed(Compared compared) {
    book.unconfirmed(compared);
  }

  /**
   * Starts a new key, for a version that does not name its build in a response header.
   *
   * @param label the id; cut to 64 printable characters
   */
  public void startKey(String label) {
    book.startKey(label);
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
    return reports.report(snapshot());
  }

  /**
   * Returns the verdict alone, for a page or a log that must not show any part of a request: its
   * sentence names no endpoint.
   *
   * @return the state of the report's verdict, and why
   */
  public Verdict verdict() {
    return reports.verdict(snapshot());
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
    return reports.files(snapshot(), process, seq);
  }

  private EvidenceSnapshot snapshot() {
    return book.snapshot(pairs);
  }
}

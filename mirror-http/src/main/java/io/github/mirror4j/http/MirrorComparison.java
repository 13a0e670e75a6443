package io.github.mirror4j.http;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.compare.evidence.MirrorEvidence;
import io.github.mirror4j.rule.MirrorId;

/**
 * The running comparison of one mirror's responses with those of the primaries. Thread-safe.
 *
 * @since 0.1.0
 */
public final class MirrorComparison {

  private final MirrorId id;
  private final MirrorEvidence evidence;

  MirrorComparison(MirrorId id, MirrorEvidence evidence) {
    this.id = id;
    this.evidence = evidence;
  }

  /**
   * Returns the mirror.
   *
   * @return the mirror
   */
  public MirrorId id() {
    return id;
  }

  /**
   * Returns what the comparison found so far, with a verdict that is valid whenever it is asked
   * for. The call takes some milliseconds.
   *
   * @return a snapshot
   */
  public ComparisonReport report() {
    return evidence.report();
  }

  /**
   * Returns how many pairs of responses were selected, compared and lost. The call is cheap enough
   * for once a second.
   *
   * @return a snapshot
   */
  public PairCounts pairs() {
    return evidence.pairs();
  }

  /**
   * Begins a new stretch of evidence, for a version that tells no build in a response header
   * ({@link io.github.mirror4j.rule.Comparison.Builder#buildHeader}). Evidence of a label that was
   * used before goes on.
   *
   * @param label names the version; cut to 64 printable characters
   */
  public void startEpoch(String label) {
    evidence.startKey(requireNonNull(label, "label"));
  }

  /** Returns the mirror and the verdict. */
  @Override
  public String toString() {
    return id + ": " + report().verdict();
  }
}

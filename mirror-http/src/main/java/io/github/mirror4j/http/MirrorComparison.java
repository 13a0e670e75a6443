package io.github.mirror4j.http;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.compare.evidence.MirrorEvidence;
import io.github.mirror4j.rule.MirrorId;
import java.time.Duration;

/**
 * The running comparison of one mirror's responses with those of the primaries. Thread-safe.
 *
 * @since 0.1.0
 */
public final class MirrorComparison {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(1);

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
   * Waits until every pair that was selected is compared or lost. Useful in tests. Requests that
   * are sent again to confirm a difference may still follow.
   *
   * @param timeout the maximum time to wait
   * @return {@code true} if no pair is pending; {@code false} if the timeout elapsed
   * @throws InterruptedException if the current thread is interrupted while waiting
   */
  public boolean awaitIdle(Duration timeout) throws InterruptedException {
    long start = System.nanoTime();
    while (pairs().pending() > 0) {
      if (System.nanoTime() - start > timeout.toNanos()) {
        return false;
      }
      // Pairs end on many threads, which are not to pay for anybody who waits.
      Thread.sleep(LOOK_AGAIN);
    }
    return true;
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

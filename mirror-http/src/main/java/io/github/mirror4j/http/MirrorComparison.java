package io.github.mirror4j.http;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.http.compare.ComparedMirror;
import io.github.mirror4j.rule.MirrorId;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The running comparison of one mirror's responses with those of the primaries. Thread-safe.
 *
 * @since 0.1.0
 */
public final class MirrorComparison {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(1);

  private final MirrorId id;
  private final ComparedMirror mirror;

  MirrorComparison(MirrorId id, ComparedMirror mirror) {
    this.id = id;
    this.mirror = mirror;
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
    return mirror.evidence().report();
  }

  /**
   * Returns the verdict alone, at most one second old. The call is cheap enough for once a second.
   *
   * @return the verdict of {@link #report()}, with a sentence that names no endpoint and so shows
   *     nothing of a request
   */
  public Verdict verdict() {
    return mirror.verdict();
  }

  /**
   * Returns how many pairs of responses were selected, compared and lost. The call is cheap enough
   * for once a second.
   *
   * @return a snapshot
   */
  public PairCounts pairs() {
    return mirror.evidence().pairs();
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
    long longest = TimeUnit.NANOSECONDS.convert(timeout); // Any number of years fits.
    long start = System.nanoTime();
    while (pairs().pending() > 0) {
      if (System.nanoTime() - start > longest) {
        return false;
      }
      mirror.runGathered();
      // Pairs end on many threads, which must not pay for a thread that waits.
      Thread.sleep(LOOK_AGAIN);
    }
    return true;
  }

  /**
   * Begins a new stretch of evidence, for a version that does not name its build in a response
   * header ({@link io.github.mirror4j.rule.Comparison.Builder#buildHeader}). Evidence of a label
   * that was used before goes on.
   *
   * @param label names the version; cut to 64 printable characters
   */
  public void startEpoch(String label) {
    mirror.evidence().startKey(requireNonNull(label, "label"));
  }

  /** Returns the mirror and the verdict. */
  @Override
  public String toString() {
    return id + ": " + verdict();
  }
}

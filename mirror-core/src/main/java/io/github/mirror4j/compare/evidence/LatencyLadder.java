package io.github.mirror4j.compare.evidence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often the candidate and the baseline take longer than each of some thresholds.
 *
 * <p>A threshold counts from the moment at which it is live: some past pairs exceeded it, and not
 * almost all of the baseline's did. That is decided by past pairs alone, so that it cannot bend
 * what the next ones prove.
 */
final class LatencyLadder {

  private static final int POWERS = 17;
  private static final int PAST_PAIRS = 20;
  private static final double FEW = 0.002;
  private static final double MOST = 0.8;

  private final List<Step> steps;
  private long pairs;
  private int live;

  /** A threshold with its counts. */
  static final class Step {
    private final Duration threshold;
    private final long nanos;
    private final Tally tally = new Tally();
    private long candidateSlow;
    private long baselineSlow;
    private int rank;

    private Step(Duration threshold) {
      this.threshold = threshold;
      this.nanos = threshold.toNanos();
    }

    Duration threshold() {
      return threshold;
    }

    Tally tally() {
      return tally;
    }

    /** How many thresholds were live before this one, and one more; 0 if it is not live. */
    int rank() {
      return rank;
    }
  }

  /**
   * Creates a ladder.
   *
   * @param thresholds the thresholds; empty for the powers of two from 1 ms to 65 s
   */
  LatencyLadder(List<Duration> thresholds) {
    steps = (thresholds.isEmpty() ? powersOfTwo() : thresholds).stream().map(Step::new).toList();
  }

  private static List<Duration> powersOfTwo() {
    return IntStream.range(0, POWERS).mapToObj(k -> Duration.ofMillis(1L << k)).toList();
  }

  /**
   * Adds the times of a pair.
   *
   * @return the thresholds at which the candidate alone was slower
   */
  List<Step> add(long candidateNanos, long baselineNanos) {
    List<Step> worse = new ArrayList<>(0);
    for (Step step : steps) {
      boolean candidateSlow = candidateNanos > step.nanos;
      boolean baselineSlow = baselineNanos > step.nanos;
      if (step.rank > 0) {
        step.tally.add(candidateSlow, baselineSlow);
        if (candidateSlow && !baselineSlow) {
          worse.add(step);
        }
      }
      step.candidateSlow += candidateSlow ? 1 : 0;
      step.baselineSlow += baselineSlow ? 1 : 0;
    }
    pairs++;
    if (pairs >= PAST_PAIRS) {
      steps.forEach(this::wake);
    }
    return worse;
  }

  private void wake(Step step) {
    boolean some = Math.max(step.candidateSlow, step.baselineSlow) >= FEW * pairs;
    boolean any = step.candidateSlow + step.baselineSlow > 0;
    if (step.rank == 0 && any && some && step.baselineSlow <= MOST * pairs) {
      step.rank = ++live;
    }
  }

  /** Returns how many pairs were timed. */
  long timed() {
    return pairs;
  }

  /**
   * Returns the counts of the lowest threshold that almost nobody exceeded, as if each time that
   * the candidate did were worse; none if the baseline mostly exceeds all that are not live.
   */
  Counts hardlyExceeded() {
    return steps.stream()
        .filter(step -> step.rank == 0 && step.baselineSlow <= MOST * pairs)
        .findFirst()
        .map(step -> new Counts(pairs, step.candidateSlow, 0, 0))
        .orElse(Counts.NONE);
  }

  List<Step> live() {
    return steps.stream().filter(step -> step.rank > 0).toList();
  }
}

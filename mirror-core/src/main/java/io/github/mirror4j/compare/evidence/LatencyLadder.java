package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.bound.Mixture;
import io.github.mirror4j.compare.count.Tally;
import io.github.mirror4j.compare.count.Tally.Alarm;
import io.github.mirror4j.compare.evidence.ScopeCounts.Counted;
import io.github.mirror4j.compare.evidence.ScopeCounts.StepCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How often the candidate and the baseline take longer than each of some thresholds, its steps.
 *
 * <p>A threshold counts from the moment at which it is live: some past pairs exceeded it, and not
 * almost all of the baseline's did. Only past pairs decide that, so that it cannot bias what the
 * next pairs prove.
 *
 * <p>There may be one for each of hundreds of endpoints, so the counts are one array of ints, and
 * pairs beyond two billion are not counted. Guarded by the evidence's lock.
 */
final class LatencyLadder {

  private static final int POWERS = 17;
  private static final int PAST_PAIRS = 20;
  private static final double FEW = 0.002;
  private static final double MOST = 0.8;

  /**
   * The positions of a step's counts. Until the step is live, two of them count slow candidates and
   * slow baselines.
   */
  private static final int N = 0;

  private static final int B = 1;
  private static final int C = 2;
  private static final int D = 3;
  private static final int COLUMNS = 4;

  private final Thresholds thresholds;
  private final int[] counts;

  /** How many thresholds were live before each one, and one more; 0 if it is not live. */
  private final byte[] ranks;

  private Alarm @Nullable [] alarms;
  private int pairs;
  private int live;

  /** The thresholds, which many ladders share. At most 32. */
  static final class Thresholds {

    private final List<Duration> times;
    private final long[] nanos;

    /**
     * Creates thresholds.
     *
     * @param times the thresholds; empty for the powers of two from 1 ms to 65 s
     */
    Thresholds(List<Duration> times) {
      this.times = times.isEmpty() ? powersOfTwo() : times;
      nanos = this.times.stream().mapToLong(Duration::toNanos).toArray();
    }

    private static List<Duration> powersOfTwo() {
      return IntStream.range(0, POWERS).mapToObj(k -> Duration.ofMillis(1L << k)).toList();
    }

    Duration of(int step) {
      return times.get(step);
    }

    /** Returns all of them, the shortest first. */
    List<Duration> times() {
      return times;
    }
  }

  LatencyLadder(Thresholds thresholds) {
    this.thresholds = thresholds;
    counts = new int[thresholds.nanos.length * COLUMNS];
    ranks = new byte[thresholds.nanos.length];
  }

  /**
   * Adds the times of a pair.
   *
   * @return the steps at which the candidate alone was slower, as bits
   */
  int add(long candidateNanos, long baselineNanos) {
    if (pairs == Integer.MAX_VALUE) {
      return 0;
    }
    int worse = 0;
    for (int step = 0; step < ranks.length; step++) {
      boolean candidateSlow = candidateNanos > thresholds.nanos[step];
      boolean baselineSlow = baselineNanos > thresholds.nanos[step];
      if (ranks[step] > 0) {
        count(step, candidateSlow, baselineSlow);
        worse |= candidateSlow && !baselineSlow ? 1 << step : 0;
      } else {
        counts[step * COLUMNS + B] += candidateSlow ? 1 : 0;
        counts[step * COLUMNS + C] += baselineSlow ? 1 : 0;
      }
    }
    pairs++;
    if (pairs >= PAST_PAIRS) {
      for (int step = 0; step < ranks.length; step++) {
        wake(step);
      }
    }
    return worse;
  }

  private void count(int step, boolean candidateSlow, boolean baselineSlow) {
    int at = step * COLUMNS;
    if (candidateSlow && baselineSlow) {
      counts[at + D]++;
      return;
    }
    counts[at + N]++;
    counts[at + B] += candidateSlow ? 1 : 0;
    counts[at + C] += baselineSlow ? 1 : 0;
  }

  private void wake(int step) {
    if (ranks[step] > 0) {
      return;
    }
    int at = step * COLUMNS;
    int most = Math.max(counts[at + B], counts[at + C]);
    if (most > 0 && most >= FEW * pairs && !isExceededByMost(counts[at + C], pairs)) {
      ranks[step] = (byte) ++live;
      counts[at + B] = 0;
      counts[at + C] = 0;
    }
  }

  Duration threshold(int step) {
    return thresholds.of(step);
  }

  int rank(int step) {
    return ranks[step];
  }

  /** Returns the alarm that this call raised, null if it raised none. */
  @Nullable Alarm watch(int step, Mixture above, double level, Instant now) {
    if (alarms != null && alarms[step] != null) {
      return null;
    }
    Alarm alarm = Tally.alarm(counts(step), above, level, now);
    if (alarm != null) {
      alarms = alarms == null ? new Alarm[ranks.length] : alarms;
      alarms[step] = alarm;
    }
    return alarm;
  }

  private Counts counts(int step) {
    int at = step * COLUMNS;
    return new Counts(counts[at + N], counts[at + B], counts[at + C], counts[at + D]);
  }

  /** Returns whether the old version itself takes longer than a threshold most of the time. */
  static boolean isExceededByMost(long slowBaselines, long timed) {
    return slowBaselines > MOST * timed;
  }

  /** Returns what each threshold counted so far, the shortest first. */
  List<StepCounts> counts() {
    List<StepCounts> all = new ArrayList<>();
    for (int step = 0; step < ranks.length; step++) {
      Counts each = counts(step);
      boolean isLive = ranks[step] > 0;
      Alarm alarm = alarms == null ? null : alarms[step];
      all.add(
          new StepCounts(
              thresholds.of(step),
              ranks[step],
              isLive ? new Counted(each, each, alarm) : Counted.NOTHING,
              pairs,
              isLive ? Counts.NONE : each));
    }
    return all;
  }
}

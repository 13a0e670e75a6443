package io.github.mirror4j.compare.count;

import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.bound.Mixture;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one check counts in one scope, and the moment at which it was proven worse. Guarded by the
 * lock of the evidence it belongs to.
 *
 * <p>A triple whose confirmation is pending or failed is <em>open</em>. It counts as confirmed
 * where SAFE is decided, and as a tie where NOT_SAFE is.
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public final class Tally {

  private long n;
  private long b;
  private long c;
  private long d;
  private long openWorse;
  private long openBetter;
  private long openBoth;
  private @Nullable Alarm alarm;

  /**
   * When a check was proven worse; it stays so.
   *
   * @param at the time of the last triple that the proof took
   * @param counts the counts of the proof
   */
  public record Alarm(Instant at, Counts counts) {}

  public void add(boolean candidateWorse, boolean baselineWorse) {
    if (candidateWorse && baselineWorse) {
      d++;
      return;
    }
    n++;
    b += candidateWorse ? 1 : 0;
    c += baselineWorse ? 1 : 0;
  }

  public void open(boolean candidateWorse, boolean baselineWorse) {
    count(candidateWorse, baselineWorse, 1);
  }

  public void close(boolean candidateWorse, boolean baselineWorse) {
    count(candidateWorse, baselineWorse, -1);
  }

  private void count(boolean candidateWorse, boolean baselineWorse, int change) {
    if (candidateWorse && baselineWorse) {
      openBoth += change;
    } else if (candidateWorse) {
      openWorse += change;
    } else {
      openBetter += change;
    }
  }

  /** The counts by which the check may be proven worse. */
  public Counts counts() {
    return new Counts(n + openWorse + openBetter + openBoth, b, c, d);
  }

  /** The counts by which the check may be proven fine. */
  public Counts worst() {
    return new Counts(n + openWorse + openBetter, b + openWorse, c, d + openBoth);
  }

  /** Returns whether this call raised the alarm. */
  public boolean watch(Mixture above, double level, Instant now) {
    if (alarm != null || b == 0) {
      return false;
    }
    alarm = alarm(counts(), above, level, now);
    return alarm != null;
  }

  /** Returns an alarm if counts prove that the candidate is worse, else null. */
  public static @Nullable Alarm alarm(Counts counts, Mixture above, double level, Instant now) {
    return counts.log(above) < -Math.log(level) ? null : new Alarm(now, counts);
  }

  public @Nullable Alarm alarm() {
    return alarm;
  }
}

package io.github.mirror4j.http.overhead;

import io.github.mirror4j.compare.bound.MedianRatio;
import io.github.mirror4j.http.stats.OverheadMeasure;
import io.github.mirror4j.http.stats.OverheadRatio;
import io.github.mirror4j.http.stats.OverheadReport;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The experiment: pairs of slices, one with copies and one without, in random order.
 *
 * <p>Goal: ratios that are due to the copies alone. Invariants:
 *
 * <ul>
 *   <li>before each slice, a wash-out of the same kind lets the slice before wear off, so that its
 *       copies cost nothing in this one;
 *   <li>the order within each pair is drawn anew, so that what changes over time is as likely to be
 *       on one side as on the other;
 *   <li>a pair counts when a wash-out has passed after it; calls that have not ended by then took
 *       longest;
 *   <li>callers read one field. All else happens on a thread of the library.
 * </ul>
 */
public final class Experiment {

  private static final double LEVEL = 0.05;

  /**
   * What an experiment is made of.
   *
   * @param slice how long a slice is
   * @param washOut how long the wash-out before each slice is
   * @param maxPairs after how many pairs it ends
   */
  public record Plan(Duration slice, Duration washOut, int maxPairs) {}

  /**
   * What an experiment reads.
   *
   * @param nanoTime a steady clock
   * @param cpuNanos the CPU time of the process so far; negative if unknown
   * @param copies how many copies were sent so far
   * @param withCopiesFirst draws the order of a pair
   */
  public record Readings(
      LongSupplier nanoTime,
      LongSupplier cpuNanos,
      LongSupplier copies,
      BooleanSupplier withCopiesFirst) {}

  private final Plan plan;
  private final Readings readings;
  private final Instant since;
  private final Map<OverheadMeasure, MedianRatio> ratios = new EnumMap<>(OverheadMeasure.class);
  private volatile @Nullable Slice slice;

  // The rest is guarded by this.
  private Phase next = Phase.FIRST_WASH_OUT;
  private boolean withCopiesFirst;
  private final Half first = new Half();
  private final Half second = new Half();
  private @Nullable SlicePair waiting;
  private int pairs;
  private int unusedPairs;
  private long calls;
  private boolean over;

  private enum Phase {
    FIRST_WASH_OUT,
    FIRST,
    SECOND_WASH_OUT,
    SECOND
  }

  /**
   * Creates an experiment, which begins with the first {@link #advance()}.
   *
   * @param plan its durations
   * @param readings what it reads
   * @param since when it began
   */
  public Experiment(Plan plan, Readings readings, Instant since) {
    this.plan = plan;
    this.readings = readings;
    this.since = since;
    for (OverheadMeasure measure : OverheadMeasure.values()) {
      ratios.put(measure, new MedianRatio());
    }
  }

  /**
   * Begins to measure a call that is to be mirrored. Takes no lock.
   *
   * @param seesHead whether the caller's body handler may be wrapped
   * @return the call's time; null if the experiment is over
   */
  public @Nullable CallTime begin(boolean seesHead) {
    Slice current = slice;
    return current == null ? null : new CallTime(current, seesHead, readings.nanoTime());
  }

  /**
   * Goes on to the next slice or wash-out.
   *
   * @return how long it lasts; null if the experiment is over
   */
  public synchronized @Nullable Duration advance() {
    if (over) {
      return null;
    }
    switch (next) {
      case FIRST_WASH_OUT -> {
        if (first.slice != null) {
          second.end(readings);
          waiting = pair();
        }
        withCopiesFirst = readings.withCopiesFirst().getAsBoolean();
        slice = Slice.unmeasured(withCopiesFirst);
        next = Phase.FIRST;
      }
      case FIRST -> {
        settle();
        if (pairs + unusedPairs == plan.maxPairs()) {
          end();
          return null;
        }
        slice = first.begin(withCopiesFirst, readings);
        next = Phase.SECOND_WASH_OUT;
      }
      case SECOND_WASH_OUT -> {
        first.end(readings);
        slice = Slice.unmeasured(!withCopiesFirst);
        next = Phase.SECOND;
      }
      case SECOND -> {
        slice = second.begin(!withCopiesFirst, readings);
        next = Phase.FIRST_WASH_OUT;
      }
    }
    return next == Phase.SECOND_WASH_OUT || next == Phase.FIRST_WASH_OUT
        ? plan.slice()
        : plan.washOut();
  }

  /** Ends the experiment. Copies are sent again; the results stay. */
  public synchronized void end() {
    over = true;
    slice = null;
  }

  /**
   * Returns what is known so far.
   *
   * @return the results of all complete pairs
   */
  public synchronized OverheadReport report() {
    List<OverheadRatio> rows =
        ratios.entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue())).toList();
    return new OverheadReport(
        since, plan.slice(), plan.washOut(), !over, pairs, unusedPairs, calls, rows);
  }

  private static OverheadRatio row(OverheadMeasure measure, MedianRatio ratio) {
    MedianRatio.Interval interval = ratio.interval(LEVEL);
    return new OverheadRatio(
        measure, ratio.count(), interval.median(), interval.lower(), interval.upper());
  }

  private SlicePair pair() {
    Half with = withCopiesFirst ? first : second;
    Half without = withCopiesFirst ? second : first;
    return new SlicePair(
        with.sliceOrThrow(), without.sliceOrThrow(), with.cpu, without.cpu, with.copies);
  }

  private void settle() {
    SlicePair pair = waiting;
    waiting = null;
    if (pair == null) {
      return;
    }
    if (!pair.isUsable()) {
      unusedPairs++;
      return;
    }
    pairs++;
    calls += pair.calls();
    ratios.forEach(
        (measure, all) -> {
          double ratio = pair.ratio(measure);
          if (!Double.isNaN(ratio)) {
            all.add(ratio);
          }
        });
  }

  /** One slice of the pair that is being measured, with what the process did meanwhile. */
  private static final class Half {

    private @Nullable Slice slice;
    private long cpu;
    private long copies;

    Slice begin(boolean withCopies, Readings readings) {
      Slice begun = Slice.measured(withCopies);
      slice = begun;
      cpu = readings.cpuNanos().getAsLong();
      copies = readings.copies().getAsLong();
      return begun;
    }

    void end(Readings readings) {
      long now = readings.cpuNanos().getAsLong();
      cpu = cpu < 0 || now < 0 ? -1 : now - cpu;
      copies = readings.copies().getAsLong() - copies;
    }

    Slice sliceOrThrow() {
      if (slice == null) {
        throw new IllegalStateException("a pair without slices");
      }
      return slice;
    }
  }
}

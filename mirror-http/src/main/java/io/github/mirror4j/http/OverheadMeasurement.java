package io.github.mirror4j.http;

import io.github.mirror4j.http.overhead.Experiment;
import io.github.mirror4j.http.overhead.Overhead;
import io.github.mirror4j.http.stats.OverheadReport;

/**
 * An experiment that measures what mirroring costs the callers of this process, from {@link
 * MirrorEngine#measureOverhead()} until {@link #close()} or until the engine is closed.
 *
 * <p>Short slices of time with and without copies follow each other in pairs, in random order. A
 * wash-out before each slice lets the copies of the slice before end. In slices and wash-outs
 * without copies, copies are withheld: they count as such, and nothing else changes for a caller.
 * Each measured call reads the clock three times, with and without copies alike. Thread-safe.
 *
 * @since 0.1.0
 */
public final class OverheadMeasurement implements AutoCloseable {

  private final Overhead overhead;
  private final Experiment experiment;

  OverheadMeasurement(Overhead overhead, Experiment experiment) {
    this.overhead = overhead;
    this.experiment = experiment;
  }

  /**
   * Returns the results of all complete pairs of slices so far. The call is cheap enough for once a
   * second.
   *
   * @return a snapshot
   */
  public OverheadReport report() {
    return experiment.report();
  }

  /** Ends the measurement: all copies are sent again. The results stay available. */
  @Override
  public void close() {
    overhead.end(experiment);
  }
}

package io.github.mirror4j.http.overhead;

import io.github.mirror4j.http.guard.InternalErrors;
import io.github.mirror4j.http.guard.Threads;
import io.github.mirror4j.http.stats.OverheadReport;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The experiment that is running in an engine, if any. Thread-safe. */
public final class Overhead {

  private final InternalErrors errors;
  private final AtomicReference<@Nullable Run> running = new AtomicReference<>();
  private volatile @Nullable Experiment latest;

  /**
   * Creates one without an experiment.
   *
   * @param errors counts what must not happen
   */
  public Overhead(InternalErrors errors) {
    this.errors = errors;
  }

  /**
   * Begins to measure a call that is to be mirrored.
   *
   * @param seesHead whether the caller's body handler may be wrapped
   * @return the call's time; null if nothing is measured
   */
  public @Nullable CallTime begin(boolean seesHead) {
    Run run = running.get();
    return run == null ? null : run.experiment.begin(seesHead);
  }

  /**
   * Returns the results of the experiment that runs or ran last.
   *
   * @return the report; empty if there was none
   */
  public Optional<OverheadReport> report() {
    return Optional.ofNullable(latest).map(Experiment::report);
  }

  /**
   * Starts an experiment on a thread of its own.
   *
   * @param experiment the experiment
   * @return false if one is running
   */
  public boolean start(Experiment experiment) {
    Run run = new Run(experiment);
    if (!running.compareAndSet(null, run)) {
      return false;
    }
    latest = experiment;
    run.thread.start();
    return true;
  }

  /**
   * Ends an experiment.
   *
   * @param experiment the experiment; ignored if it is over
   */
  public void end(Experiment experiment) {
    experiment.end();
    Run run = running.get();
    if (run != null && run.experiment == experiment && running.compareAndSet(run, null)) {
      LockSupport.unpark(run.thread);
    }
  }

  /** Ends the experiment that is running, if any. */
  public void end() {
    Run run = running.get();
    if (run != null) {
      end(run.experiment);
    }
  }

  /** An experiment and the thread that leads it from slice to slice. */
  private final class Run {

    private final Experiment experiment;
    private final Thread thread;

    Run(Experiment experiment) {
      this.experiment = experiment;
      thread = Threads.platform("mirror4j-overhead-").newThread(this::lead);
    }

    private void lead() {
      try {
        long deadline = System.nanoTime();
        while (true) {
          Duration phase = experiment.advance();
          if (phase == null) {
            return;
          }
          deadline += phase.toNanos();
          sleepUntil(deadline);
        }
      } catch (Throwable e) {
        errors.add("the overhead could not be measured", e);
      } finally {
        end(experiment);
      }
    }

    private void sleepUntil(long deadline) {
      for (long left = deadline - System.nanoTime();
          left > 0 && running.get() == this;
          left = deadline - System.nanoTime()) {
        LockSupport.parkNanos(this, left);
      }
    }
  }
}

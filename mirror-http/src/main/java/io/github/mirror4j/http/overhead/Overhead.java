package io.github.mirror4j.http.overhead;

import io.github.mirror4j.http.guard.FailedStep;
import io.github.mirror4j.http.guard.InternalErrors;
import io.github.mirror4j.http.guard.Threads;
import io.github.mirror4j.http.stats.OverheadReport;
import io.github.mirror4j.rule.InvalidConfigurationException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The experiment that is running in an engine, if any. Thread-safe. */
public final class Overhead {

  /** The usual length of a slice. */
  public static final Duration SLICE = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private final InternalErrors errors;
  private final AtomicReference<@Nullable Run> running = new AtomicReference<>();
  private volatile @Nullable Experiment latest;

  /**
   * Creates one without an experiment.
   *
   * @param nanoTime a steady clock
   * @param errors counts what must not happen
   */
  public Overhead(LongSupplier nanoTime, InternalErrors errors) {
    this.nanoTime = nanoTime;
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
   * Starts an experiment on a separate thread.
   *
   * @param slice how long each slice is
   * @param washOut how long the wash-out before each slice is
   * @param copies how many copies were sent so far
   * @param isClosed whether no further copies are sent, so that there is nothing to measure
   * @return the experiment
   * @throws InvalidConfigurationException if a duration is out of range
   * @throws IllegalStateException if an experiment is running, or if no further copies are sent
   */
  public Experiment start(
      Duration slice, Duration washOut, LongSupplier copies, BooleanSupplier isClosed) {
    Experiment experiment =
        new Experiment(
            OverheadPlan.of(slice, washOut),
            new Experiment.Readings(
                nanoTime,
                Overhead::cpuNanos,
                copies,
                () -> ThreadLocalRandom.current().nextBoolean()),
            Instant.now().truncatedTo(ChronoUnit.MILLIS));
    if (isClosed.getAsBoolean() || !start(experiment)) {
      throw new IllegalStateException(
          "measureOverhead: %s (expected: an open engine without a running measurement)"
              .formatted(isClosed.getAsBoolean() ? "closed" : "running already"));
    }
    if (isClosed.getAsBoolean()) {
      end(experiment);
    }
    return experiment;
  }

  /** The CPU time of this process so far; negative where the JDK does not know it. */
  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(-1L);
  }

  private boolean start(Experiment experiment) {
    Run run = new Run(experiment);
    if (!running.compareAndSet(null, run)) {
      return false;
    }
    boolean isStarted = false;
    try {
      run.thread.start();
      isStarted = true;
    } finally {
      if (!isStarted) {
        end(experiment); // Or no other one could ever be started.
      }
    }
    latest = experiment;
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
        errors.add(FailedStep.MEASURE_OVERHEAD, e);
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

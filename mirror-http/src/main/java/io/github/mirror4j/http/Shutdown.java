package io.github.mirror4j.http;

import io.github.mirror4j.http.account.InFlight;
import io.github.mirror4j.http.guard.CloseOnEnd;
import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.http.guard.Threads;
import java.time.Duration;
import org.slf4j.Logger;

/**
 * Ends mirroring.
 *
 * <p>The steps, each of which may come twice: no further copies are accepted and what belongs to
 * the engine is closed ({@link #stop}); copies in flight may end within the grace, while no caller
 * waits ({@link #finish}); the rest is aborted ({@link #abort}).
 */
final class Shutdown {

  private static final Logger LOG = LogLines.MIRRORING;

  private final EngineState state;
  private final CloseOnEnd companions;
  private final Copies copies;
  private final Duration grace;
  private final Runnable lastLines;

  /**
   * Where copies are.
   *
   * @param waiting those that wait for the end of their primaries, and are not sent any more
   * @param inFlight all that have not ended
   * @param runner runs those that are sent
   */
  record Copies(WaitingRoom waiting, InFlight inFlight, CopyRunner runner) {}

  /**
   * @param companions what is closed with the engine
   * @param copies the copies to be ended
   * @param grace how long copies in flight may take
   * @param lastLines logs what was lost and not logged yet
   */
  Shutdown(
      EngineState state, CloseOnEnd companions, Copies copies, Duration grace, Runnable lastLines) {
    this.state = state;
    this.companions = companions;
    this.copies = copies;
    this.grace = grace;
    this.lastLines = lastLines;
  }

  /** Closes the resource at the end, or now if mirroring has ended. */
  void closeOnEnd(AutoCloseable resource) {
    companions.add(resource);
    if (state.isClosed()) {
      companions.close();
    }
  }

  /** Stops accepting copies; those that wait are dropped. */
  void stop() {
    state.close();
    copies.waiting().close();
    companions.close();
  }

  /** Ends without waiting. Copies in flight are aborted after the grace. */
  void finish() {
    state.close();
    copies.waiting().close();
    if (copies.inFlight().isNone()) {
      abort();
    }
    try {
      Threads.platform("mirror4j-close-").newThread(this::abortAfterGrace).start();
    } catch (Throwable e) { // No thread can be started: closing must neither fail nor wait.
      abort();
      lastLines.run();
    }
  }

  /** Ends immediately and aborts the copies in flight. */
  void abort() {
    state.close();
    copies.waiting().close();
    copies.runner().abort();
  }

  private void abortAfterGrace() {
    try {
      boolean idle = copies.inFlight().awaitNone(grace);
      LogLines.add(
          () -> LOG.debug("Closing, copies in flight: {}", idle ? "none" : "some, to be aborted"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      abort();
      lastLines.run();
    }
  }
}

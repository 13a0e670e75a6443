package io.github.mirror4j.http;

import io.github.mirror4j.http.account.CopyRecords;
import io.github.mirror4j.http.guard.InternalErrors;
import io.github.mirror4j.http.settings.Settings;

/**
 * What all lanes of one engine share. Knows neither the client that is wrapped nor its wrapper.
 *
 * @param settings the settings of the engine
 * @param state whether the engine sends copies
 * @param bounds what bounds the copies of all lanes together
 * @param records where the ends of copies are recorded
 * @param runner runs the copies that have their permits
 * @param errors counts what must not happen
 */
record LaneContext(
    Settings settings,
    EngineState state,
    Bounds bounds,
    CopyRecords records,
    CopyRunner runner,
    InternalErrors errors) {

  /**
   * What bounds the copies of all lanes together.
   *
   * @param totalPermits the permits for copies in flight
   * @param waitingRoom where copies wait for the end of their primaries
   */
  record Bounds(Permits totalPermits, WaitingRoom waitingRoom) {}
}

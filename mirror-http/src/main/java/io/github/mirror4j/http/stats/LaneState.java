package io.github.mirror4j.http.stats;

/**
 * What a mirror's lane does with copies at present.
 *
 * <p>Where several hold, the one that is decisive: closed before replaced before switched off
 * ({@link io.github.mirror4j.http.MirrorSwitch}) before paused before backed off.
 *
 * @since 0.1.0
 */
public enum LaneState {
  /** Copies are sent. */
  SENDING,
  /** Copies are dropped, because somebody paused the mirror, or all mirroring. */
  PAUSED,
  /** Copies are dropped, because mirroring is switched off in this process. */
  SWITCHED_OFF,
  /** Copies are dropped, because so many of the last ones failed; a probe will be sent. */
  BACKED_OFF,
  /**
   * There are no further copies, because no rule in force has this mirror any more. Those of
   * requests that began before are still sent.
   */
  REPLACED,
  /** Copies are dropped, because the client was closed. */
  CLOSED
}

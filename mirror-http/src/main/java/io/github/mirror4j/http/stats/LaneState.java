package io.github.mirror4j.http.stats;

/**
 * The current state of a mirror's lane.
 *
 * <p>If several states apply, the first of these is reported: closed, replaced, switched off
 * ({@link io.github.mirror4j.http.MirrorSwitch}), paused, backed off, slow start.
 *
 * @since 0.1.0
 */
public enum LaneState {
  /** Copies are sent. */
  SENDING,
  /** Copies are dropped because the mirror, or all mirroring, is paused. */
  PAUSED,
  /** Copies are dropped because mirroring is switched off in this process. */
  SWITCHED_OFF,
  /** Copies are dropped because too many of the last ones failed; a probe will be sent. */
  BACKED_OFF,
  /** A growing share of the copies is sent, because the mirror has just recovered. */
  SLOW_START,
  /**
   * No further copies are selected because no rule in force has this mirror any more. Copies of
   * requests that began before are still sent.
   */
  REPLACED,
  /** Copies are dropped because the client was closed. */
  CLOSED
}

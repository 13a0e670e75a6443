package io.github.mirror4j.http.stats;

import io.github.mirror4j.rule.MirrorId;
import java.time.Duration;

/**
 * Receives notifications about how copies ended.
 *
 * <p>Each listener is called on a separate thread, one call at a time. This is never a caller's
 * thread, nor a thread that a copy waits for. Up to 1,024 outcomes are queued for a slow listener;
 * further ones are discarded, counted ({@link MirrorStats#missedNotifications()}) and logged, at
 * most once a minute. Exceptions that a listener throws are ignored; the first one is logged.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MirrorListener {

  /**
   * Called when a copy has completed, failed or timed out. Copies that were withheld are not
   * reported.
   *
   * @param id the mirror
   * @param outcome how it ended; never {@link Outcome.Dropped}, which {@link #copiesDropped}
   *     reports
   * @param duration the time from its dispatch to its end
   */
  void copyEnded(MirrorId id, Outcome outcome, Duration duration);

  /**
   * Called when copies to a mirror were dropped, with their number since the last call for the same
   * reason.
   *
   * <p>There can be as many drops as requests, so they are reported as a number, at most about ten
   * times a second for each mirror and reason. Each drop is reported exactly once, however slow the
   * listener is, including drops after mirroring was closed.
   *
   * @param id the mirror
   * @param reason why they were dropped
   * @param count how many, at least 1
   */
  default void copiesDropped(MirrorId id, DropReason reason, long count) {}

  /** Called soon after the rules were replaced; mirrors may have been added or removed. */
  default void rulesReplaced() {}
}

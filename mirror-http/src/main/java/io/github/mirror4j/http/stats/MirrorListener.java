package io.github.mirror4j.http.stats;

import java.time.Duration;

/**
 * Hears how copies ended.
 *
 * <p>Each listener is called on a thread of its own, one call after the other, never on a caller's
 * thread and never on one that a copy waits for. While it is slow, up to 1,024 outcomes wait for
 * it; further ones are not told, which is logged and counted ({@link
 * MirrorStats#missedNotifications()}). What it throws is forgotten; the first time it is logged.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MirrorListener {

  /**
   * A copy that was sent ended: it completed, failed or timed out.
   *
   * @param rule the rule's name, as in {@link MirrorCounts#rule()}
   * @param mirror the mirror's name
   * @param outcome how it ended
   * @param duration the time from its dispatch to its end
   */
  void copyEnded(String rule, String mirror, Outcome outcome, Duration duration);

  /**
   * Copies of a mirror were dropped, since the last such call for the same reason.
   *
   * <p>Drops may be as many as requests, so they are told as a number, at most about ten times a
   * second for each mirror and reason. Each drop is told once, however slow the listener is, also
   * those after mirroring was closed.
   *
   * @param rule the rule's name, as in {@link MirrorCounts#rule()}
   * @param mirror the mirror's name
   * @param reason why they were dropped
   * @param count how many, at least 1
   */
  default void copiesDropped(String rule, String mirror, DropReason reason, long count) {}

  /** Other rules are in force, so that mirrors may have come or gone; told soon afterwards. */
  default void rulesReplaced() {}
}

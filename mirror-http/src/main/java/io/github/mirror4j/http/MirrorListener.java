package io.github.mirror4j.http;

import java.time.Duration;

/**
 * Hears how copies ended.
 *
 * <p>It is called on a thread of its own, one call after the other, never on a caller's thread and
 * never on one that a copy waits for. While it is slow, up to 1,024 outcomes wait for it; further
 * ones are not told and their number is logged. What it throws is logged and forgotten.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MirrorListener {

  /**
   * A copy ended.
   *
   * @param rule the rule's name, as in {@link MirrorCounts#rule()}
   * @param mirror the mirror's name
   * @param outcome how it ended
   * @param duration the time from its dispatch to its end; zero for a copy that was dropped
   */
  void copyEnded(String rule, String mirror, Outcome outcome, Duration duration);
}

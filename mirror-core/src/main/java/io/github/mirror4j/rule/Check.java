package io.github.mirror4j.rule;

/**
 * A question that a comparison answers about the new version.
 *
 * @since 0.1.0
 */
public enum Check {
  /** Do its responses differ more often than two responses of the old version do? */
  CONTENT,
  /** Do they still differ when the same request is sent again a few seconds later? */
  PERSISTENT,
  /** Does it fail more often: 5xx, time-outs, no connection? */
  ERRORS,
  /** Does it take longer? */
  SLOWER
}

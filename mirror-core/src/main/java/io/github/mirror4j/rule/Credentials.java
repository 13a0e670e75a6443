package io.github.mirror4j.rule;

/**
 * What becomes of credentials ({@code Authorization}, {@code Cookie} and the like) on a copy.
 *
 * <p>{@code Proxy-Authorization} is meant for a proxy and never goes out with a copy.
 *
 * @since 0.1.0
 */
public enum Credentials {
  /**
   * Kept while they stay inside the service they were meant for: the mirror is the rule's own
   * destination and does not turn an https request into an http one. Removed otherwise. The
   * default.
   */
  SAME_SERVICE,
  /** Kept wherever the mirror is, even on an unencrypted connection. */
  KEEP,
  /** Always removed. */
  STRIP
}

package io.github.mirror4j.rule;

/**
 * How a copy treats credentials, such as {@code Authorization} and {@code Cookie}.
 *
 * <p>{@code Proxy-Authorization} is meant for a proxy and is never sent with a copy.
 *
 * @since 0.1.0
 */
public enum Credentials {
  /**
   * Keeps credentials if they stay within the service that they were meant for: the mirror is the
   * rule's own destination and does not turn an https request into an http one. Removes them
   * otherwise. This is the default.
   */
  SAME_SERVICE,
  /** Keeps credentials for every mirror, even on an unencrypted connection. */
  KEEP,
  /** Always removes credentials. */
  STRIP
}

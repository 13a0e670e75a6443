package io.github.mirror4j.compare;

/**
 * How much a difference matters to a client.
 *
 * @since 0.1.0
 */
public enum Severity {
  /** Clients are likely to fail: another status, media type or type, or something is missing. */
  BREAKING,
  /** Clients read something else: another value, size or order. */
  CHANGED,
  /** Clients that ignore what they do not know notice nothing: a field was added. */
  COMPATIBLE,
  /** Clients read the same: {@code 1.0} for {@code 1}. */
  COSMETIC
}

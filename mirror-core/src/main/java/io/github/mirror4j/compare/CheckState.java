package io.github.mirror4j.compare;

/**
 * What a check proves.
 *
 * @since 0.1.0
 */
public enum CheckState {
  /** The new version is proven to be within the margin. */
  FINE,
  /** Nothing is proven yet. */
  OPEN,
  /** The new version is proven to be beyond the margin. */
  WORSE
}

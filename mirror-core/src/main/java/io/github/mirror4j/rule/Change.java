package io.github.mirror4j.rule;

/**
 * A change of a response's field that is made on purpose and does not count as a difference.
 *
 * @since 0.1.0
 */
public enum Change {
  /** The new version sends a field that the old one does not send. */
  ADDED,
  /** The new version no longer sends the field. */
  REMOVED,
  /** The field has another value of the same type. */
  VALUE,
  /** The field has another type. */
  TYPE
}

package io.github.mirror4j.compare;

/**
 * How a response differs from the primary's at one place.
 *
 * @since 0.1.0
 */
public enum DifferenceKind {
  /** Another value of the same type. */
  VALUE,
  /** A value of another type, or a body that is not of its media type. */
  TYPE,
  /** A field, an element or a body that only the primary has. */
  MISSING,
  /** A field or an element that the primary does not have. */
  EXTRA,
  /** A field that is null in one response and absent from the other. */
  NULL_OR_ABSENT,
  /** The same elements or lines in another order. */
  ORDER,
  /** Another number of elements or values, or another length. */
  SIZE,
  /** A value that changes from response to response, in another form than before. */
  SHAPE,
  /** Another time, written in the same form. */
  TIME,
  /** The same value, written otherwise, such as {@code 1.0} for {@code 1}, or coded otherwise. */
  REPRESENTATION,
  /** Another status code. */
  STATUS,
  /** Another media type. */
  MEDIA,
  /** Another value of a header, or a header that only one response has. */
  HEADER
}

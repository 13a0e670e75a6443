package io.github.mirror4j.compare.diff;

import io.github.mirror4j.compare.DifferenceKind;
import io.github.mirror4j.compare.Severity;
import io.github.mirror4j.rule.CheckReturnValue;

/**
 * What differs between two responses at one path.
 *
 * @param path a path of the body, such as {@code $.items[*].price}; {@code status}; {@code header:}
 *     and the header's name in lower case; or {@link #OTHER}
 * @param kind how it differs
 * @param severity how much that matters
 * @param counts whether it makes the two responses different
 * @param before what the primary's response has there: its shape, or its value if the settings show
 *     the values of the path
 * @param after what the other response has there
 */
public record Difference(
    String path,
    DifferenceKind kind,
    Severity severity,
    boolean counts,
    String before,
    String after) {

  /** The path that stands for all paths beyond those that are listed. */
  public static final String OTHER = "(other)";

  /**
   * Returns this difference with other texts.
   *
   * @param newPath the path
   * @param newBefore what the primary's response has there
   * @param newAfter what the other response has there
   * @return the difference
   */
  @CheckReturnValue
  public Difference with(String newPath, String newBefore, String newAfter) {
    return new Difference(newPath, kind, severity, counts, newBefore, newAfter);
  }
}

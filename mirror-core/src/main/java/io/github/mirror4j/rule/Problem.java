package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * A problem in a configuration: the place, the value found there and what was expected.
 *
 * <p>Immutable and thread-safe.
 *
 * @param path the place, such as {@code route[1].weight}
 * @param value the offending value as text, strings in double quotes
 * @param expected what was expected, such as {@code 0 to 100}
 * @since 0.1.0
 */
@CheckReturnValue
public record Problem(String path, String value, String expected) {

  private static final int MAX_TEXT = 200;
  private static final int MAX_PART = 1000;

  /**
   * Creates a problem.
   *
   * @throws NullPointerException if an argument is null
   */
  public Problem {
    path = Printable.oneLine(requireNonNull(path, "path"), MAX_PART);
    value = Printable.oneLine(requireNonNull(value, "value"), MAX_PART);
    expected = Printable.oneLine(requireNonNull(expected, "expected"), MAX_PART);
  }

  /**
   * Creates a problem about a text, which is shown in double quotes.
   *
   * @param path the place
   * @param text the offending text; {@code null} is shown as {@code missing}
   * @param expected what was expected
   * @return the problem
   */
  public static Problem ofText(String path, @Nullable String text, String expected) {
    return new Problem(
        path, text == null ? "missing" : '"' + Printable.oneLine(text, MAX_TEXT) + '"', expected);
  }

  /** Returns the problem on one line: {@code path: value (expected: …)}. */
  @Override
  public String toString() {
    return path + ": " + value + " (expected: " + expected + ")";
  }
}

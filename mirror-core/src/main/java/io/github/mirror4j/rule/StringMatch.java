package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

/**
 * A condition on one text of a request: its path, its method, a header or a query parameter.
 *
 * <p>Source of the semantic: {@code StringMatch} of Istio, with the kinds that Envoy and the
 * Gateway API add. Comparison is case-sensitive unless {@link #ignoringCase()} is used. Immutable
 * and thread-safe.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public sealed interface StringMatch {

  /**
   * The text is equal.
   *
   * @param value the text to be equal to
   * @param ignoreCase whether letters match in either case
   * @since 0.1.0
   */
  record Exact(String value, boolean ignoreCase) implements StringMatch {
    /**
     * Creates the condition.
     *
     * @throws NullPointerException if an argument is null
     */
    public Exact {
      requireNonNull(value, "value");
    }

    @Override
    public StringMatch ignoringCase() {
      return new Exact(value, true);
    }

    @Override
    public String toString() {
      return "exact \"" + value + '"' + (ignoreCase ? " ignoring case" : "");
    }
  }

  /**
   * The text starts with these characters ({@code /api} matches {@code /apis}), as in Istio.
   *
   * @param value the start
   * @param ignoreCase whether letters match in either case
   * @since 0.1.0
   */
  record Prefix(String value, boolean ignoreCase) implements StringMatch {
    /**
     * Creates the condition.
     *
     * @throws NullPointerException if an argument is null
     */
    public Prefix {
      requireNonNull(value, "value");
    }

    @Override
    public StringMatch ignoringCase() {
      return new Prefix(value, true);
    }

    @Override
    public String toString() {
      return "prefix \"" + value + '"' + (ignoreCase ? " ignoring case" : "");
    }
  }

  /**
   * The path starts with these whole elements ({@code /api} matches {@code /api/v1}, not {@code
   * /apis}), as {@code PathPrefix} of the Gateway API.
   *
   * @param value the elements, starting with a slash; a slash at the end is ignored
   * @param ignoreCase whether letters match in either case
   * @since 0.1.0
   */
  record PathPrefix(String value, boolean ignoreCase) implements StringMatch {
    /**
     * Creates the condition.
     *
     * @throws NullPointerException if an argument is null
     */
    public PathPrefix {
      requireNonNull(value, "value");
    }

    @Override
    public StringMatch ignoringCase() {
      return new PathPrefix(value, true);
    }

    @Override
    public String toString() {
      return "path prefix \"" + value + '"' + (ignoreCase ? " ignoring case" : "");
    }
  }

  /**
   * The whole text matches an RE2 pattern. A match takes time linear in the text, within the limit
   * on the work that a request may take for all patterns.
   *
   * @param pattern the pattern, at most 4,096 characters; unrolled counted repeats may add at most
   *     2,000 instructions
   * @since 0.1.0
   */
  record Regex(String pattern) implements StringMatch {
    /**
     * Creates the condition.
     *
     * @throws NullPointerException if an argument is null
     */
    public Regex {
      requireNonNull(pattern, "pattern");
    }

    @Override
    public StringMatch ignoringCase() {
      return pattern.startsWith("(?i)") ? this : new Regex("(?i)" + pattern);
    }

    @Override
    public String toString() {
      return "regex \"" + pattern + '"';
    }
  }

  /**
   * The text is present. It may be empty.
   *
   * @since 0.1.0
   */
  record Present() implements StringMatch {
    @Override
    public String toString() {
      return "present";
    }
  }

  /**
   * The other condition does not hold. A missing text counts as empty, as in Envoy: {@code
   * not(exact("a"))} holds without the header, {@code not(regex(".*"))} does not.
   *
   * @param match the condition that must not hold
   * @since 0.1.0
   */
  record Not(StringMatch match) implements StringMatch {
    /**
     * Creates the condition.
     *
     * @throws NullPointerException if an argument is null
     */
    public Not {
      requireNonNull(match, "match");
    }

    @Override
    public StringMatch ignoringCase() {
      return new Not(match.ignoringCase());
    }

    @Override
    public String toString() {
      return match instanceof Present ? "absent" : "not " + match;
    }
  }

  /**
   * Returns a condition that the text is equal to {@code value}.
   *
   * @param value the text to be equal to
   * @return the condition
   */
  static StringMatch exact(String value) {
    return new Exact(value, false);
  }

  /**
   * Returns a condition that the text starts with {@code value}, character by character.
   *
   * @param value the start
   * @return the condition
   */
  static StringMatch prefix(String value) {
    return new Prefix(value, false);
  }

  /**
   * Returns a condition that the path starts with the elements of {@code value}.
   *
   * @param value the elements, starting with a slash
   * @return the condition, for {@link Match.Builder#uri} only
   */
  static StringMatch pathPrefix(String value) {
    return new PathPrefix(value, false);
  }

  /**
   * Returns a condition that the whole text matches an RE2 pattern.
   *
   * @param pattern the pattern in <a href="https://github.com/google/re2/wiki/Syntax">RE2
   *     syntax</a>
   * @return the condition
   */
  static StringMatch regex(String pattern) {
    return new Regex(pattern);
  }

  /**
   * Returns a condition that the header or query parameter is present.
   *
   * @return the condition
   */
  static StringMatch present() {
    return new Present();
  }

  /**
   * Returns a condition that the header or query parameter is absent.
   *
   * @return the condition
   */
  static StringMatch absent() {
    return new Not(new Present());
  }

  /**
   * Returns the negation of a condition ({@code withoutHeaders} of a VirtualService). A missing
   * text counts as empty.
   *
   * @param match the condition that must not hold
   * @return the condition
   */
  static StringMatch not(StringMatch match) {
    return new Not(match);
  }

  /**
   * Returns the same condition, ignoring case.
   *
   * @return the condition; this one if case does not matter
   */
  default StringMatch ignoringCase() {
    return this;
  }
}

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
    /** Refuses null. */
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
    /** Refuses null. */
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
    /** Refuses null. */
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
   * The whole text matches an RE2 pattern, in time linear in the text, and within the work that a
   * request may take for all its patterns.
   *
   * @param pattern the pattern, at most 4,096 characters, to which counted repeats, unrolled, add
   *     at most 2,000 instructions
   * @since 0.1.0
   */
  record Regex(String pattern) implements StringMatch {
    /** Refuses null. */
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
   * The text is there, whatever it is, perhaps empty.
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
   * The other condition does not hold. A text that is not there counts as empty, as in Envoy:
   * {@code not(exact("a"))} holds without the header, {@code not(regex(".*"))} does not.
   *
   * @param match the condition that must not hold
   * @since 0.1.0
   */
  record Not(StringMatch match) implements StringMatch {
    /** Refuses null. */
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
   * The text is equal to {@code value}.
   *
   * @param value the text to be equal to
   * @return the condition
   */
  static StringMatch exact(String value) {
    return new Exact(value, false);
  }

  /**
   * The text starts with {@code value}, character by character.
   *
   * @param value the start
   * @return the condition
   */
  static StringMatch prefix(String value) {
    return new Prefix(value, false);
  }

  /**
   * The path starts with the elements of {@code value}.
   *
   * @param value the elements, starting with a slash
   * @return the condition, for {@link Match.Builder#uri} only
   */
  static StringMatch pathPrefix(String value) {
    return new PathPrefix(value, false);
  }

  /**
   * The whole text matches the RE2 pattern.
   *
   * @param pattern the pattern in <a href="https://github.com/google/re2/wiki/Syntax">RE2
   *     syntax</a>
   * @return the condition
   */
  static StringMatch regex(String pattern) {
    return new Regex(pattern);
  }

  /**
   * The header or query parameter is there.
   *
   * @return the condition
   */
  static StringMatch present() {
    return new Present();
  }

  /**
   * The header or query parameter is not there.
   *
   * @return the condition
   */
  static StringMatch absent() {
    return new Not(new Present());
  }

  /**
   * The condition does not hold, where a text that is not there counts as empty ({@code
   * withoutHeaders} of a VirtualService).
   *
   * @param match the condition that must not hold
   * @return the condition
   */
  static StringMatch not(StringMatch match) {
    return new Not(match);
  }

  /**
   * The same condition with letters matching in either case.
   *
   * @return a changed copy; this condition where case plays no role
   */
  default StringMatch ignoringCase() {
    return this;
  }
}

package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

/**
 * A change to the headers of a copy, which its primary does not see, or of a primary and its copies
 * ({@link PrimaryEdits}).
 *
 * <p>Source of the semantic: {@code request_headers_mutations} of Envoy's RequestMirrorPolicy: in
 * the order given. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public sealed interface HeaderEdit {

  /**
   * The header's name.
   *
   * @return the name, in any case
   */
  String name();

  /**
   * Replaces all values of a header by one, or adds the header.
   *
   * @param name the header's name
   * @param value the only value
   * @since 0.1.0
   */
  record Set(String name, String value) implements HeaderEdit {
    /** Refuses null. */
    public Set {
      requireNonNull(name, "name");
      requireNonNull(value, "value");
    }

    /** The change as text, without the value, which may be a password. */
    @Override
    public String toString() {
      return "set " + name;
    }
  }

  /**
   * Adds a value to those that the header has.
   *
   * @param name the header's name
   * @param value the further value
   * @since 0.1.0
   */
  record Add(String name, String value) implements HeaderEdit {
    /** Refuses null. */
    public Add {
      requireNonNull(name, "name");
      requireNonNull(value, "value");
    }

    /** The change as text, without the value, which may be a password. */
    @Override
    public String toString() {
      return "add " + name;
    }
  }

  /**
   * Removes a header with all its values.
   *
   * @param name the header's name
   * @since 0.1.0
   */
  record Remove(String name) implements HeaderEdit {
    /** Refuses null. */
    public Remove {
      requireNonNull(name, "name");
    }

    @Override
    public String toString() {
      return "remove " + name;
    }
  }
}

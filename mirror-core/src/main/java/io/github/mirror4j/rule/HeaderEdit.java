package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

/**
 * A change to a header, either of a copy alone or of a primary and its copies ({@link
 * PrimaryEdits}).
 *
 * <p>Changes apply in the order given. Source of the semantic: {@code request_headers_mutations} of
 * Envoy's RequestMirrorPolicy. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public sealed interface HeaderEdit {

  /**
   * Returns the header's name.
   *
   * @return the name, in any case
   */
  String name();

  /**
   * Replaces all values of a header with one value, or adds the header.
   *
   * @param name the header's name
   * @param value the only value
   * @since 0.1.0
   */
  record Set(String name, String value) implements HeaderEdit {
    /**
     * Creates the change.
     *
     * @throws NullPointerException if an argument is null
     */
    public Set {
      requireNonNull(name, "name");
      requireNonNull(value, "value");
    }

    /** Returns the change as text, without the value, which may be a password. */
    @Override
    public String toString() {
      return "set " + name;
    }
  }

  /**
   * Adds a value to a header and keeps those that it has.
   *
   * @param name the header's name
   * @param value the value to add
   * @since 0.1.0
   */
  record Add(String name, String value) implements HeaderEdit {
    /**
     * Creates the change.
     *
     * @throws NullPointerException if an argument is null
     */
    public Add {
      requireNonNull(name, "name");
      requireNonNull(value, "value");
    }

    /** Returns the change as text, without the value, which may be a password. */
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
    /**
     * Creates the change.
     *
     * @throws NullPointerException if an argument is null
     */
    public Remove {
      requireNonNull(name, "name");
    }

    @Override
    public String toString() {
      return "remove " + name;
    }
  }
}

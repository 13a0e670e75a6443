package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.text.ConstantText;

/**
 * A value of the request that decides instead of chance whether a copy is made.
 *
 * <p>The same key gives the same decision in every process and in every rule. A mirror of 10 % gets
 * all the keys that a mirror of 5 % gets. Immutable and thread-safe.
 *
 * @param from where the key is found
 * @param name the name of the header, cookie or query parameter
 * @param missing how a request without the key is treated
 * @since 0.1.0
 */
@CheckReturnValue
public record SamplingKey(From from, String name, Missing missing) {

  /**
   * Where a key is found.
   *
   * @since 0.1.0
   */
  public enum From {
    /** The first value of a request header. */
    HEADER,
    /** A cookie in the request's own {@code Cookie} header (not in the client's cookie jar). */
    COOKIE,
    /** The first query parameter of that name, as it is sent. */
    QUERY_PARAMETER
  }

  /**
   * How a request without the key, or with an empty one, is treated.
   *
   * @since 0.1.0
   */
  public enum Missing {
    /** The request comes last: only a mirror of 100 % gets a copy. This is the default. */
    LAST,
    /** The request comes first: every mirror of more than 0 % gets a copy. */
    FIRST,
    /** Chance decides, as without a key. */
    RANDOM
  }

  /**
   * Creates a key.
   *
   * @throws NullPointerException if an argument is null
   */
  public SamplingKey {
    requireNonNull(from, "from");
    requireNonNull(name, "name");
    requireNonNull(missing, "missing");
  }

  /**
   * Returns a key that is the first value of a request header.
   *
   * @param name the header's name, in any case
   * @return the key; a request without it comes {@link Missing#LAST}
   */
  public static SamplingKey header(String name) {
    return new SamplingKey(From.HEADER, name, Missing.LAST);
  }

  /**
   * Returns a key that is a cookie in the request's own {@code Cookie} header.
   *
   * @param name the cookie's name, case-sensitive
   * @return the key; a request without it comes {@link Missing#LAST}
   */
  public static SamplingKey cookie(String name) {
    return new SamplingKey(From.COOKIE, name, Missing.LAST);
  }

  /**
   * Returns a key that is a query parameter.
   *
   * @param name the parameter's name as it is sent, case-sensitive
   * @return the key; a request without it comes {@link Missing#LAST}
   */
  public static SamplingKey queryParameter(String name) {
    return new SamplingKey(From.QUERY_PARAMETER, name, Missing.LAST);
  }

  /**
   * Sets how a request without the key is treated.
   *
   * @param missing the treatment
   * @return a changed copy
   */
  public SamplingKey ifMissing(Missing missing) {
    return new SamplingKey(from, name, missing);
  }

  /** Returns the key as text, such as {@code header x-user}. */
  @Override
  public String toString() {
    String where = ConstantText.words(from) + " " + name;
    return switch (missing) {
      case LAST -> where;
      case FIRST -> where + ", first without it";
      case RANDOM -> where + ", by chance without it";
    };
  }
}

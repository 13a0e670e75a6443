package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.UnaryOperator;

/**
 * A change to the raw path of a copy, which its primary does not see, or of a primary and its
 * copies ({@link PrimaryEdits}); the query stays as it is.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public sealed interface PathRewrite {

  /**
   * Replaces the start of the path by whole elements: {@code /v1} by {@code /v2} makes {@code
   * /v1/x} to {@code /v2/x} and leaves {@code /v10} alone.
   *
   * @param from the elements at the start, beginning with a slash
   * @param to the elements in their place, beginning with a slash
   * @since 0.1.0
   */
  record Prefix(String from, String to) implements PathRewrite {
    /** Refuses null. */
    public Prefix {
      requireNonNull(from, "from");
      requireNonNull(to, "to");
    }
  }

  /**
   * Replaces the whole path.
   *
   * @param to the path in its place, beginning with a slash
   * @since 0.1.0
   */
  record Full(String to) implements PathRewrite {
    /** Refuses null. */
    public Full {
      requireNonNull(to, "to");
    }
  }

  /**
   * Replaces every match of an RE2 pattern in the path ({@code uriRegexRewrite} of a
   * VirtualService). What takes too much work for a path, thousands of characters that match many
   * times over, is not rewritten: the primary goes on as it is, and its copies are dropped.
   *
   * @param pattern the RE2 pattern
   * @param substitution the text in its place; {@code \1} is the first group
   * @since 0.1.0
   */
  record Regex(String pattern, String substitution) implements PathRewrite {
    /** Refuses null. */
    public Regex {
      requireNonNull(pattern, "pattern");
      requireNonNull(substitution, "substitution");
    }
  }

  /**
   * Replaces the start of the path by whole elements.
   *
   * @param from the elements at the start, beginning with a slash
   * @param to the elements in their place, beginning with a slash
   * @return the rewrite, not validated yet
   */
  static PathRewrite prefix(String from, String to) {
    return new Prefix(from, to);
  }

  /**
   * Replaces the whole path.
   *
   * @param to the path in its place, beginning with a slash
   * @return the rewrite, not validated yet
   */
  static PathRewrite full(String to) {
    return new Full(to);
  }

  /**
   * Replaces every match of an RE2 pattern.
   *
   * @param pattern the RE2 pattern
   * @param substitution the text in its place; {@code \1} is the first group
   * @return the rewrite, not validated yet
   */
  static PathRewrite regex(String pattern, String substitution) {
    return new Regex(pattern, substitution);
  }

  /**
   * This rewrite as a function of the raw path, compiled once.
   *
   * @return a thread-safe function; its answer starts with a slash
   * @throws IllegalArgumentException if this is a regex rewrite that is not valid
   */
  default UnaryOperator<String> compile() {
    return switch (this) {
      case Full(String to) -> path -> to;
      case Prefix(String from, String to) -> {
        String start = withoutTrailingSlash(from);
        String replacement = withoutTrailingSlash(to);
        yield path -> rewritePrefix(path, start, replacement);
      }
      case Regex(String pattern, String substitution) -> {
        Pattern compiled = compile(pattern);
        yield path -> absolute(Substitution.replaceAll(compiled, path, substitution));
      }
    };
  }

  private static Pattern compile(String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static String rewritePrefix(String path, String start, String replacement) {
    boolean whole =
        path.startsWith(start)
            && (path.length() == start.length() || path.charAt(start.length()) == '/');
    return whole ? absolute(replacement + path.substring(start.length())) : path;
  }

  private static String absolute(String path) {
    return path.startsWith("/") ? path : "/" + path;
  }

  private static String withoutTrailingSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}

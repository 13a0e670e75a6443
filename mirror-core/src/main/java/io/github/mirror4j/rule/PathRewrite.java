package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.mirror4j.rule.syntax.Substitution;
import io.github.mirror4j.text.HttpText;
import java.util.function.UnaryOperator;

/**
 * A change to the raw path, either of a copy alone or of a primary and its copies ({@link
 * PrimaryEdits}). The query stays unchanged.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public sealed interface PathRewrite {

  /**
   * Replaces whole elements at the start of the path. Replacing {@code /v1} with {@code /v2} turns
   * {@code /v1/x} into {@code /v2/x} and leaves {@code /v10} unchanged.
   *
   * @param from the elements to replace, starting with a slash
   * @param to the elements to insert, starting with a slash
   * @since 0.1.0
   */
  record Prefix(String from, String to) implements PathRewrite {
    /**
     * Creates the rewrite.
     *
     * @throws NullPointerException if an argument is null
     */
    public Prefix {
      requireNonNull(from, "from");
      requireNonNull(to, "to");
    }
  }

  /**
   * Replaces the whole path.
   *
   * @param to the new path, starting with a slash
   * @since 0.1.0
   */
  record Full(String to) implements PathRewrite {
    /**
     * Creates the rewrite.
     *
     * @throws NullPointerException if an argument is null
     */
    public Full {
      requireNonNull(to, "to");
    }
  }

  /**
   * Replaces every match of an RE2 pattern in the path ({@code uriRegexRewrite} of a
   * VirtualService). If that takes too much work, as with thousands of characters that match many
   * times over, the path is not rewritten. The primary is then sent unchanged, and its copies are
   * dropped.
   *
   * @param pattern the RE2 pattern
   * @param substitution the replacement; {@code \1} is the first group
   * @since 0.1.0
   */
  record Regex(String pattern, String substitution) implements PathRewrite {
    /**
     * Creates the rewrite.
     *
     * @throws NullPointerException if an argument is null
     */
    public Regex {
      requireNonNull(pattern, "pattern");
      requireNonNull(substitution, "substitution");
    }
  }

  /**
   * Returns a rewrite that replaces whole elements at the start of the path.
   *
   * @param from the elements to replace, starting with a slash
   * @param to the elements to insert, starting with a slash
   * @return the rewrite, not validated yet
   */
  static PathRewrite prefix(String from, String to) {
    return new Prefix(from, to);
  }

  /**
   * Returns a rewrite that replaces the whole path.
   *
   * @param to the new path, starting with a slash
   * @return the rewrite, not validated yet
   */
  static PathRewrite full(String to) {
    return new Full(to);
  }

  /**
   * Returns a rewrite that replaces every match of an RE2 pattern.
   *
   * @param pattern the RE2 pattern
   * @param substitution the replacement; {@code \1} is the first group
   * @return the rewrite, not validated yet
   */
  static PathRewrite regex(String pattern, String substitution) {
    return new Regex(pattern, substitution);
  }

  /**
   * Compiles this rewrite to a function of the raw path.
   *
   * @return a thread-safe function whose result starts with a slash
   * @throws IllegalArgumentException if this is a regex rewrite that is not valid
   */
  default UnaryOperator<String> compile() {
    return switch (this) {
      case Full(String to) -> path -> to;
      case Prefix(String from, String to) -> {
        String start = HttpText.withoutTrailingSlash(from);
        String replacement = HttpText.withoutTrailingSlash(to);
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
}

package io.github.mirror4j.select;

import io.github.mirror4j.rule.StringMatch;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Explains why no path of a request can meet a condition. A path starts with a slash and contains
 * no query.
 */
final class NeverPath {

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/]*");

  /** A star that ends the text or is a whole element is probably meant for any text. */
  private static final Pattern GLOB = Pattern.compile("(/\\*{1,2}(?=/|$)|\\*+$).*");

  /** A pattern whose matches all begin with the captured character. */
  private static final Pattern LITERAL_START =
      Pattern.compile("(?:\\^|\\\\A|\\(\\?i\\))*([A-Za-z0-9_%~-])(?![?*{]).*", Pattern.DOTALL);

  private static final Pattern LITERAL_QUERY = Pattern.compile("(?<!\\\\)\\\\\\?(?![?*{])");
  private static final String ILLEGAL = "\"<>\\^`{|}[] ";

  private NeverPath() {}

  static Optional<String> reason(StringMatch uri) {
    String expected =
        uri instanceof StringMatch.Regex(String pattern) ? ofRegex(pattern) : ofLiteral(uri);
    return Optional.ofNullable(expected)
        .map(text -> uri + " never matches (expected: " + text + ")")
        .or(() -> star(uri));
  }

  /**
   * Returns a warning if the text contains a star. A path may contain one, but it is rarely meant
   * literally.
   */
  private static Optional<String> star(StringMatch uri) {
    String text = NeverMatches.literal(uri);
    Matcher glob = GLOB.matcher(text == null ? "" : text);
    if (text == null || !glob.find()) {
      return Optional.empty();
    }
    String start = glob.start() == 0 ? "/" : text.substring(0, glob.start());
    String meaning =
        "a star is no pattern, it matches only itself (expected: a path prefix such as";
    return Optional.of("%s: %s \"%s\", or a regex)".formatted(uri, meaning, start));
  }

  private static @Nullable String ofLiteral(StringMatch uri) {
    String text = NeverMatches.literal(uri);
    if (text == null || text.isEmpty()) {
      return null;
    }
    Matcher scheme = SCHEME.matcher(text);
    if (scheme.lookingAt()) {
      String path = text.substring(scheme.end());
      String start = path.isEmpty() ? "/" : path;
      return "the path alone, \"" + start + "\"; the host is the rule's destination";
    }
    if (!text.startsWith("/")) {
      return "a path that starts with '/', \"/" + text + "\"";
    }
    if (text.indexOf('?') >= 0 || text.indexOf('#') >= 0) {
      return "the path alone, \"" + text.split("[?#]", 2)[0] + "\"; queryParameters for the query";
    }
    return isRaw(uri, text) ? null : "a path as it is sent, encoded, such as \"/a%20b\"";
  }

  private static boolean isRaw(StringMatch uri, String path) {
    if (!(uri instanceof StringMatch.Exact)) {
      // A prefix may end within an encoded character.
      return path.chars().noneMatch(c -> c < ' ' || ILLEGAL.indexOf(c) >= 0);
    }
    try {
      return path.equals(new URI("http://host" + path).getRawPath());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /**
   * Returns what was probably meant by a pattern. It covers only what is certain without parsing
   * the pattern: no alternatives and no groups.
   */
  private static @Nullable String ofRegex(String pattern) {
    if (pattern.indexOf('|') >= 0) {
      return null;
    }
    if (LITERAL_START.matcher(pattern).matches()) {
      return "a pattern for the whole path, which starts with '/'";
    }
    String noClasses = pattern.replaceAll("\\[[^\\]]*]", "x");
    boolean isFlat = pattern.replace("(?i)", "").indexOf('(') < 0;
    return isFlat && LITERAL_QUERY.matcher(noClasses).find()
        ? "a pattern for the path alone; queryParameters for the query"
        : null;
  }
}

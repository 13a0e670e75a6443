package io.github.mirror4j.select;

import com.google.re2j.Pattern;
import io.github.mirror4j.rule.StringMatch;
import org.jspecify.annotations.Nullable;

/** A {@link StringMatch}, compiled. Its text is null where the request does not have it. */
@FunctionalInterface
interface TextTest {

  /**
   * Longer texts match no pattern: linear time is still the program's size times the text's length,
   * and it is the caller's thread that pays. Servers refuse such headers and paths anyway.
   */
  int LONGEST_TEXT = 8192;

  boolean test(@Nullable String text);

  static TextTest compile(StringMatch match) {
    return switch (match) {
      case StringMatch.Present present -> text -> text != null;
      case StringMatch.Not(StringMatch inner) -> not(inner);
      case StringMatch.Exact(String value, boolean ignoreCase) ->
          ignoreCase ? value::equalsIgnoreCase : value::equals;
      case StringMatch.Prefix(String value, boolean ignoreCase) ->
          text -> text != null && text.regionMatches(ignoreCase, 0, value, 0, value.length());
      case StringMatch.PathPrefix(String value, boolean ignoreCase) ->
          pathPrefix(
              value.endsWith("/") ? value.substring(0, value.length() - 1) : value, ignoreCase);
      case StringMatch.Regex(String regex) -> {
        Pattern pattern = Pattern.compile(regex);
        yield text -> text != null && text.length() <= LONGEST_TEXT && pattern.matches(text);
      }
    };
  }

  /** Whether the text is there decides for presence; for anything else a missing one is empty. */
  private static TextTest not(StringMatch inner) {
    TextTest test = compile(inner);
    return switch (inner) {
      case StringMatch.Present present -> text -> text == null;
      case StringMatch.Not not -> text -> !test.test(text);
      // A text that is too long to be looked at meets neither the pattern nor its opposite.
      case StringMatch.Regex regex ->
          text -> text == null ? !test.test("") : text.length() <= LONGEST_TEXT && !test.test(text);
      default -> text -> !test.test(text == null ? "" : text);
    };
  }

  private static TextTest pathPrefix(String elements, boolean ignoreCase) {
    int length = elements.length();
    return text ->
        text != null
            && text.regionMatches(ignoreCase, 0, elements, 0, length)
            && (text.length() == length || text.charAt(length) == '/');
  }
}

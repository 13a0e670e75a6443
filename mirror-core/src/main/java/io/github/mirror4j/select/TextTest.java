package io.github.mirror4j.select;

import io.github.mirror4j.rule.StringMatch;
import io.github.mirror4j.select.pattern.BoundedPattern;
import io.github.mirror4j.select.pattern.Truth;
import io.github.mirror4j.select.pattern.WorkBudget;
import io.github.mirror4j.text.HttpText;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A compiled {@link StringMatch}. The text is null if the request does not have it. */
@FunctionalInterface
interface TextTest {

  /** Tests a text. Only patterns take work, which runs on the caller's thread. */
  Truth test(@Nullable String text, WorkBudget work);

  /**
   * Returns whether the test certainly holds for a text from a rule, with the full work of a
   * request.
   */
  default boolean holds(@Nullable String text) {
    return test(text, new WorkBudget()) == Truth.YES;
  }

  static TextTest compile(StringMatch match) {
    return switch (match) {
      case StringMatch.Present present -> plain(text -> text != null);
      case StringMatch.Not(StringMatch inner) -> not(inner);
      case StringMatch.Exact(String value, boolean ignoreCase) ->
          plain(ignoreCase ? value::equalsIgnoreCase : value::equals);
      case StringMatch.Prefix(String value, boolean ignoreCase) ->
          plain(
              text -> text != null && text.regionMatches(ignoreCase, 0, value, 0, value.length()));
      case StringMatch.PathPrefix(String value, boolean ignoreCase) ->
          pathPrefix(HttpText.withoutTrailingSlash(value), ignoreCase);
      case StringMatch.Regex(String regex) -> {
        BoundedPattern pattern = BoundedPattern.compile(regex);
        yield (text, work) -> text == null ? Truth.NO : pattern.matches(text, work);
      }
    };
  }

  /**
   * Negates a condition. For presence, a missing text is absent; for all other conditions, it is
   * empty.
   */
  private static TextTest not(StringMatch inner) {
    TextTest test = compile(inner);
    return switch (inner) {
      case StringMatch.Present present -> plain(text -> text == null);
      case StringMatch.Not not -> (text, work) -> test.test(text, work).not();
      default -> (text, work) -> test.test(text == null ? "" : text, work).not();
    };
  }

  private static TextTest plain(Predicate<@Nullable String> test) {
    return (text, work) -> Truth.of(test.test(text));
  }

  private static TextTest pathPrefix(String elements, boolean ignoreCase) {
    int length = elements.length();
    return plain(
        text ->
            text != null
                && text.regionMatches(ignoreCase, 0, elements, 0, length)
                && (text.length() == length || text.charAt(length) == '/'));
  }
}

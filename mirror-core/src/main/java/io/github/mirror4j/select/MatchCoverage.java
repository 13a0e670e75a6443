package io.github.mirror4j.select;

import io.github.mirror4j.rule.StringMatch;
import io.github.mirror4j.rule.StringMatch.Exact;
import io.github.mirror4j.rule.StringMatch.Not;
import io.github.mirror4j.rule.StringMatch.PathPrefix;
import io.github.mirror4j.rule.StringMatch.Prefix;
import io.github.mirror4j.rule.StringMatch.Present;
import io.github.mirror4j.rule.StringMatch.Regex;
import io.github.mirror4j.text.HttpText;
import java.util.Set;

/**
 * Decides whether one match holds for every request for which another one does. The result is no if
 * that cannot be proven, such as for two different patterns.
 */
final class MatchCoverage {

  /** The texts that every request has. */
  private static final Set<String> ALWAYS_THERE = Set.of("method", "scheme", "uri", "authority");

  private MatchCoverage() {}

  /** Returns whether the match holds for every request. */
  static boolean isEveryRequest(CompiledMatch match) {
    return match.conditions().stream().allMatch(MatchCoverage::isCertain);
  }

  static boolean covers(CompiledMatch wide, CompiledMatch narrow) {
    return wide.conditions().stream()
        .allMatch(condition -> isCertain(condition) || isImplied(condition, narrow));
  }

  /** Returns whether the condition holds for every request. Any path starts with a slash. */
  private static boolean isCertain(Condition condition) {
    return switch (condition.match()) {
      case Present present -> ALWAYS_THERE.contains(condition.subject());
      case Prefix(String value, boolean any) ->
          condition.subject().equals("uri") && value.equals("/");
      case PathPrefix(String value, boolean any) -> value.equals("/");
      default -> false;
    };
  }

  private static boolean isImplied(Condition wide, CompiledMatch narrow) {
    return narrow.conditions().stream()
        .filter(condition -> condition.subject().equals(wide.subject()))
        .anyMatch(condition -> implies(condition.match(), wide));
  }

  /**
   * Returns whether the narrow condition implies the wide one. If the narrow one accepts only one
   * text, the wide one is tested with it.
   */
  private static boolean implies(StringMatch narrow, Condition wide) {
    return switch (narrow) {
      case Exact(String value, boolean anyCase) when !anyCase -> wide.test().holds(value);
      case Not(Present present) -> wide.test().holds(null);
      default -> implies(narrow, wide.match());
    };
  }

  private static boolean implies(StringMatch narrow, StringMatch wide) {
    if (narrow.equals(wide)) {
      return true;
    }
    if (narrow instanceof Not(StringMatch refused)) {
      return wide instanceof Not(StringMatch less) && implies(less, refused);
    }
    if (wide instanceof Present) {
      return true;
    }
    return switch (narrow) {
      case Exact(String value, boolean anyCase) ->
          (!anyCase || ignoresCase(wide)) && TextTest.compile(wide).holds(value);
      case Prefix(String value, boolean anyCase) ->
          (!anyCase || ignoresCase(wide)) && takesAllThatStartsWith(value, wide);
      case PathPrefix(String value, boolean anyCase) ->
          (!anyCase || ignoresCase(wide))
              && takesAllUnder(HttpText.withoutTrailingSlash(value), wide);
      default -> false;
    };
  }

  private static boolean ignoresCase(StringMatch match) {
    return switch (match) {
      case Exact(String value, boolean anyCase) -> anyCase;
      case Prefix(String value, boolean anyCase) -> anyCase;
      case PathPrefix(String value, boolean anyCase) -> anyCase;
      case Not not -> false;
      case Regex regex -> false;
      case Present present -> true;
    };
  }

  private static boolean takesAllThatStartsWith(String start, StringMatch wide) {
    return switch (wide) {
      case Prefix(String value, boolean anyCase) -> startsWith(start, value, anyCase);
      case PathPrefix(String value, boolean anyCase) ->
          startsWith(start, HttpText.withoutTrailingSlash(value) + "/", anyCase);
      default -> false;
    };
  }

  private static boolean takesAllUnder(String path, StringMatch wide) {
    return switch (wide) {
      case Prefix(String value, boolean anyCase) -> startsWith(path, value, anyCase);
      case PathPrefix(String value, boolean anyCase) ->
          startsWith(path + "/", HttpText.withoutTrailingSlash(value) + "/", anyCase);
      default -> false;
    };
  }

  private static boolean startsWith(String text, String start, boolean anyCase) {
    return text.regionMatches(anyCase, 0, start, 0, start.length());
  }
}

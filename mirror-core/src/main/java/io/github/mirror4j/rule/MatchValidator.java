package io.github.mirror4j.rule;

import io.github.mirror4j.rule.syntax.Syntax;
import io.github.mirror4j.text.HttpText;
import java.util.ArrayList;
import java.util.List;

/** Checks one {@link Match}. */
final class MatchValidator {

  private final List<Problem> problems = new ArrayList<>();

  private MatchValidator() {}

  static List<Problem> problems(Match match, String path) {
    MatchValidator validator = new MatchValidator();
    match
        .source()
        .ifPresent(source -> validator.problems.addAll(source.problems(path + ".source")));
    match.uri().ifPresent(uri -> validator.checkUri(path + ".uri", uri));
    match.scheme().ifPresent(text -> validator.checkText(path + ".scheme", text));
    match.method().ifPresent(text -> validator.checkText(path + ".method", text));
    match.authority().ifPresent(text -> validator.checkText(path + ".authority", text));
    match.port().ifPresent(port -> validator.checkPort(path + ".port", port));
    match.headers().forEach((name, text) -> validator.checkHeader(path + ".headers", name, text));
    match
        .queryParameters()
        .forEach((name, text) -> validator.checkQuery(path + ".queryParameters", name, text));
    return validator.problems;
  }

  private void checkUri(String path, StringMatch match) {
    switch (match) {
      case StringMatch.Exact exact when exact.value().isEmpty() ->
          problems.add(Problem.ofText(path, "", "a path that is not empty"));
      case StringMatch.Prefix prefix when prefix.value().isEmpty() ->
          problems.add(Problem.ofText(path, "", "a path that is not empty"));
      case StringMatch.PathPrefix prefix when !prefix.value().startsWith("/") ->
          problems.add(Problem.ofText(path, prefix.value(), "a path that starts with '/'"));
      case StringMatch.Not not -> checkUri(path, not.match());
      default -> checkRegex(path, match);
    }
  }

  private void checkPort(String path, int port) {
    if (port < 1 || port > 65_535) {
      problems.add(new Problem(path, Integer.toString(port), "1 to 65535"));
    }
  }

  private void checkText(String path, StringMatch match) {
    checkText(path, match, false);
  }

  private void checkText(String path, StringMatch match, boolean isSecret) {
    switch (match) {
      case StringMatch.PathPrefix prefix ->
          problems.add(
              new Problem(
                  path, isSecret ? "***" : prefix.toString(), "a path prefix only for the uri"));
      case StringMatch.Not not -> checkText(path, not.match(), isSecret);
      default -> checkRegex(path, match, isSecret);
    }
  }

  private void checkHeader(String path, String name, StringMatch match) {
    if (!HttpText.isLowerCaseHeader(name)) {
      problems.add(Problem.ofText(path, name, "a header name in lower case that is not empty"));
    }
    checkText(path + "." + name, match, CredentialHeaders.DEFAULT.include(name));
  }

  private void checkQuery(String path, String name, StringMatch match) {
    if (name.isEmpty()) {
      problems.add(Problem.ofText(path, name, "a parameter name that is not empty"));
    }
    checkText(path + "." + name, match, CredentialHeaders.DEFAULT.includeParameter(name));
  }

  private void checkRegex(String path, StringMatch match) {
    checkRegex(path, match, false);
  }

  /**
   * Checks a pattern. A message shows neither a pattern that may hold a password nor its compiler's
   * error, which quotes it.
   */
  private void checkRegex(String path, StringMatch match, boolean isSecret) {
    if (match instanceof StringMatch.Regex regex) {
      String expected = Syntax.regexProblem(regex.pattern());
      if (expected != null) {
        problems.add(
            isSecret
                ? new Problem(path, "***", "an RE2 pattern")
                : Problem.ofText(path, regex.pattern(), expected));
      }
    }
  }
}

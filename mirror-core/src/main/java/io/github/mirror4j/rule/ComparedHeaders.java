package io.github.mirror4j.rule;

import java.util.List;
import java.util.Set;

/** Checks what a {@link Comparison} says about response headers. */
final class ComparedHeaders {

  private static final int MAX_HEADERS = 50;
  private static final int MAX_BUILD_HEADERS = 4;

  /** Responses carry these in addition to {@link CredentialHeaders#DEFAULT}. */
  private static final Set<String> CREDENTIALS =
      Set.of("set-cookie", "set-cookie2", "authentication-info", "proxy-authentication-info");

  /** These depend on the connection, the clock or a cache on the way, not on the content. */
  private static final Set<String> OF_TRANSFER =
      Set.of(
          "age",
          "connection",
          "content-encoding",
          "content-length",
          "date",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "via");

  private final Comparison.Builder comparison;
  private final List<Problem> problems;

  ComparedHeaders(Comparison.Builder comparison, List<Problem> problems) {
    this.comparison = comparison;
    this.problems = problems;
  }

  void check() {
    checkSize("headers", comparison.headers, MAX_HEADERS);
    checkSize("buildHeaders", comparison.buildHeaders, MAX_BUILD_HEADERS);
    checkOnce("headers", comparison.headers);
    checkOnce("ignoreHeaders", comparison.ignoredHeaders);
    checkOnce("buildHeaders", comparison.buildHeaders);
    comparison.headers.forEach(this::checkCompared);
    comparison.ignoredHeaders.forEach(this::checkIgnored);
    comparison.buildHeaders.forEach(this::checkBuild);
  }

  private void checkSize(String place, List<String> names, int most) {
    if (names.size() > most) {
      problems.add(new Problem(place, names.size() + " entries", "at most " + most));
    }
  }

  private void checkOnce(String place, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (names.indexOf(names.get(i)) < i) {
        add(place, names.get(i), "each header once");
      }
    }
  }

  private void checkCompared(String name) {
    checkName("headers", name);
    if (OF_TRANSFER.contains(name)) {
      add("headers", name, "a header of the content, not of its transfer");
    }
    if (comparison.ignoredHeaders.contains(name)) {
      add("headers", name, "a header that is not also ignored");
    }
  }

  private void checkIgnored(String name) {
    if (!Comparison.DEFAULT_HEADERS.contains(name) && !comparison.headers.contains(name)) {
      String expected = "a header that is compared: " + Comparison.DEFAULT_HEADERS;
      add("ignoreHeaders", name, expected);
    }
  }

  private void checkBuild(String name) {
    checkName("buildHeaders", name);
    if (comparison.comparedHeaders().contains(name)) {
      add("buildHeaders", name, "a header that is not compared, since builds differ in it");
    }
  }

  private void checkName(String place, String name) {
    if (!Syntax.isToken(name)) {
      add(place, name, "a header name");
    } else if (CREDENTIALS.contains(name) || CredentialHeaders.DEFAULT.include(name)) {
      add(place, name, "a header without credentials");
    }
  }

  private void add(String place, String name, String expected) {
    problems.add(Problem.ofText(place, name, expected));
  }
}

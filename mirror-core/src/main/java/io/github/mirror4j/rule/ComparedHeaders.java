package io.github.mirror4j.rule;

import io.github.mirror4j.text.ConnectionHeaders;
import io.github.mirror4j.text.HttpText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Which response headers a comparison compares; checks what it says about them. */
final class ComparedHeaders {

  private static final int MAX_HEADERS = 50;
  private static final int MAX_BUILD_HEADERS = 4;

  /** The response headers that are compared by default. */
  private static final List<String> DEFAULTS =
      List.of(
          "cache-control",
          "content-type",
          "etag",
          "location",
          "retry-after",
          "vary",
          "www-authenticate");

  /** Responses carry these in addition to {@link CredentialHeaders#DEFAULT}. */
  private static final Set<String> CREDENTIALS =
      Set.of("set-cookie", "set-cookie2", "authentication-info", "proxy-authentication-info");

  /** These depend on the transfer, the clock or a cache on the way, not on the content. */
  private static final Set<String> OF_TRANSFER =
      Set.of("age", "content-encoding", "content-length", "date", "via");

  private final List<String> compared = new ArrayList<>();
  private final List<String> ignored = new ArrayList<>();
  final List<String> ofBuild = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  void compare(String name) {
    compared.add(name.toLowerCase(Locale.ROOT));
  }

  void ignore(String name) {
    ignored.add(name.toLowerCase(Locale.ROOT));
  }

  void ofBuild(String name) {
    ofBuild.add(name.toLowerCase(Locale.ROOT));
  }

  /** Returns the headers that are compared, in order. */
  Set<String> all() {
    Set<String> all = new TreeSet<>(DEFAULTS);
    all.addAll(compared);
    ignored.forEach(all::remove);
    return all;
  }

  List<Problem> problems() {
    problems.clear();
    check();
    return problems;
  }

  private void check() {
    checkSize("headers", compared, MAX_HEADERS);
    checkSize("buildHeaders", ofBuild, MAX_BUILD_HEADERS);
    checkOnce("headers", compared);
    checkOnce("ignoreHeaders", ignored);
    checkOnce("buildHeaders", ofBuild);
    compared.forEach(this::checkCompared);
    ignored.forEach(this::checkIgnored);
    ofBuild.forEach(this::checkBuild);
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
    if (OF_TRANSFER.contains(name) || ConnectionHeaders.HOP_BY_HOP.contains(name)) {
      add("headers", name, "a header of the content, not of its transfer");
    }
    if (ignored.contains(name)) {
      add("headers", name, "a header that is not also ignored");
    }
  }

  private void checkIgnored(String name) {
    if (!DEFAULTS.contains(name) && !compared.contains(name)) {
      String expected = "a header that is compared: " + DEFAULTS;
      add("ignoreHeaders", name, expected);
    }
  }

  private void checkBuild(String name) {
    checkName("buildHeaders", name);
    if (all().contains(name)) {
      add("buildHeaders", name, "a header that is not compared, since builds differ in it");
    }
  }

  private void checkName(String place, String name) {
    if (!HttpText.isToken(name)) {
      add(place, name, "a header name");
    } else if (CREDENTIALS.contains(name) || CredentialHeaders.DEFAULT.include(name)) {
      add(place, name, "a header without credentials");
    }
  }

  private void add(String place, String name, String expected) {
    problems.add(Problem.ofText(place, name, expected));
  }
}

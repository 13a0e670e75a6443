package io.github.mirror4j.select;

import io.github.mirror4j.rule.CredentialHeaders;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.rule.StringMatch;
import io.github.mirror4j.text.HttpText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds conditions that no request of an HTTP client can meet, and suggests what was probably
 * meant. It does not warn of a condition that a request may meet, however unusual it is.
 */
final class NeverMatches {

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

  private final CompiledRule rule;
  private final List<String> warnings = new ArrayList<>();

  private NeverMatches(CompiledRule rule) {
    this.rule = rule;
  }

  static List<String> warnings(CompiledRule rule) {
    NeverMatches check = new NeverMatches(rule);
    List<Match> matches = rule.rule().matches();
    for (int i = 0; i < matches.size(); i++) {
      check.check(matches.get(i), rule.place() + ".match[" + i + "]");
    }
    check.checkMirrors(matches);
    return check.warnings;
  }

  private void check(Match match, String path) {
    match.method().ifPresent(method -> checkMethod(method, path + ".method"));
    match.scheme().ifPresent(scheme -> checkScheme(scheme, path + ".scheme"));
    match.uri().flatMap(NeverPath::reason).ifPresent(reason -> add(path + ".uri", reason));
    match.authority().ifPresent(authority -> checkAuthority(authority, path + ".authority"));
    match.queryParameters().forEach((name, value) -> checkQuery(name, value, path));
  }

  private void checkMethod(StringMatch method, String path) {
    String text = literal(method);
    if (text != null && (!HttpText.isPartOfToken(text) || isEmptyExact(method))) {
      add(path, method + " never matches (expected: one method, such as \"GET\")");
    } else if (isInWrongCase(method)) {
      String meant = meant(method.ignoringCase());
      add(path, method + " never matches, methods are case-sensitive (expected: " + meant + ")");
    }
  }

  private static boolean isInWrongCase(StringMatch method) {
    return !(method instanceof StringMatch.Not)
        && METHODS.stream().noneMatch(TextTest.compile(method)::holds)
        && METHODS.stream().anyMatch(TextTest.compile(method.ignoringCase())::holds);
  }

  private static String meant(StringMatch method) {
    return METHODS.stream()
        .filter(TextTest.compile(method)::holds)
        .map(name -> '"' + name + '"')
        .collect(Collectors.joining(" or "));
  }

  private void checkScheme(StringMatch scheme, String path) {
    TextTest test = TextTest.compile(scheme);
    if (!test.holds("http") && !test.holds("https")) {
      add(path, scheme + " never matches (expected: \"http\" or \"https\", in lower case)");
    }
  }

  private void checkAuthority(StringMatch authority, String path) {
    String text = literal(authority);
    if (text == null) {
      return;
    }
    if (text.chars().anyMatch(c -> c <= ' ' || "/?#*@\\".indexOf(c) >= 0)
        || isEmptyExact(authority)) {
      String expected = "a host, perhaps with a port, without scheme, path and star";
      add(path, authority + " never matches (expected: " + expected + ")");
    } else if (authority instanceof StringMatch.Exact && !isForDestination(text)) {
      ServiceRef destination = rule.rule().destination();
      String expected = "a host of " + destination + ", for which the rule is";
      add(path, authority + " never matches (expected: " + expected + ")");
    }
  }

  private boolean isForDestination(String authority) {
    return rule.rule().destination().matches(FactReader.hostOf(authority));
  }

  private void checkQuery(String name, StringMatch value, String path) {
    String place = path + ".queryParameters";
    if (name.chars().anyMatch(c -> c <= ' ' || "&#".indexOf(c) >= 0)) {
      String expected = "the name of one parameter as it is sent, encoded";
      add(place, '"' + name + "\" never matches (expected: " + expected + ")");
    }
    String text = literal(value);
    if (text != null && text.chars().anyMatch(c -> c <= ' ' || "&#".indexOf(c) >= 0)) {
      String expected = "a value as it is sent, encoded, such as \"a%20b\"";
      String shown = CredentialHeaders.DEFAULT.includeParameter(name) ? "***" : value.toString();
      add(place + "." + name, shown + " never matches (expected: " + expected + ")");
    }
  }

  /** Warns of mirrors whose methods the rule does not match. */
  private void checkMirrors(List<Match> matches) {
    for (int i = 0; i < rule.mirrors().size(); i++) {
      Mirror mirror = rule.mirrors().get(i).mirror();
      String path = "%s.mirror[%d].methods".formatted(rule.place(), i);
      Set<String> methods = new TreeSet<>(mirror.methods());
      for (String method : methods) {
        String upper = method.toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method) && METHODS.contains(upper)) {
          String expected =
              " never matches, methods are case-sensitive (expected: \"" + upper + "\")";
          add(path, '"' + method + '"' + expected);
        }
      }
      if (!methods.isEmpty()
          && !matches.isEmpty()
          && matches.stream().noneMatch(m -> admits(m, methods))) {
        add(path, methods + " gets no copies, the rule is for none of these methods");
      }
    }
  }

  private static boolean admits(Match match, Set<String> methods) {
    return match.method().isEmpty()
        || methods.stream().anyMatch(TextTest.compile(match.method().get())::holds);
  }

  private void add(String path, String text) {
    warnings.add(path + ": " + text);
  }

  static boolean isEmptyExact(StringMatch match) {
    return match instanceof StringMatch.Exact(String value, boolean anyCase) && value.isEmpty();
  }

  /** Returns the text with which every matching text begins; null if there is none. */
  static @Nullable String literal(StringMatch match) {
    return switch (match) {
      case StringMatch.Exact(String value, boolean anyCase) -> value;
      case StringMatch.Prefix(String value, boolean anyCase) -> value;
      case StringMatch.PathPrefix(String value, boolean anyCase) -> value;
      default -> null;
    };
  }
}

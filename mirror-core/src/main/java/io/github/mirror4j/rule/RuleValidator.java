package io.github.mirror4j.rule;

import io.github.mirror4j.rule.syntax.Syntax;
import io.github.mirror4j.text.HttpText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks a rule by Istio 0.5's rules for a RouteRule ({@code validation.go}), and checks what this
 * library adds to it.
 */
final class RuleValidator {

  private static final int MAX_MIRRORS = 16;
  private static final int MAX_MATCHES = 1000;
  private static final int MAX_RELATIVE_WEIGHT = 1_000_000;

  private static final Pattern ORDER = Pattern.compile("\\P{Cntrl}{1,512}");

  private final RouteRule.Builder rule;
  private final List<Problem> problems = new ArrayList<>();

  private RuleValidator(RouteRule.Builder rule) {
    this.rule = rule;
  }

  static List<Problem> problems(RouteRule.Builder rule) {
    RuleValidator validator = new RuleValidator(rule);
    validator.checkHead();
    validator.checkMatches();
    validator.checkRoutes();
    validator.checkMirrors();
    validator.problems.addAll(PrimaryValidator.problems(rule.primary));
    return validator.problems;
  }

  private void checkHead() {
    if (!Syntax.isObjectName(rule.name)) {
      problems.add(Problem.ofText("name", rule.name, Syntax.DOMAIN_TEXT));
    }
    if (!Syntax.isDnsLabel(rule.namespace)) {
      problems.add(Problem.ofText("namespace", rule.namespace, Syntax.DNS_LABEL_TEXT));
    }
    if (rule.order != null && !ORDER.matcher(rule.order).matches()) {
      String expected = "1 to 512 characters, none of them a control character";
      problems.add(Problem.ofText("order", rule.order, expected));
    }
    if (rule.destination == null) {
      problems.add(Problem.ofText("destination", null, "a service, or \"*\" for every host"));
    } else {
      problems.addAll(rule.destination.problems("destination"));
    }
    SamplingKey key = rule.samplingKey;
    if (key == null) {
      return;
    }
    boolean isName = key.from() == SamplingKey.From.QUERY_PARAMETER || HttpText.isToken(key.name());
    if (key.name().isEmpty() || !isName) {
      problems.add(Problem.ofText("samplingKey.name", key.name(), "a name without blanks"));
    }
  }

  private void checkMatches() {
    if (rule.matches.size() > MAX_MATCHES) {
      problems.add(tooMany("match", rule.matches.size(), MAX_MATCHES));
      return;
    }
    for (int i = 0; i < rule.matches.size(); i++) {
      problems.addAll(MatchValidator.problems(rule.matches.get(i), "match[" + i + "]"));
    }
  }

  private void checkRoutes() {
    long total = 0;
    for (int i = 0; i < rule.routes.size(); i++) {
      Route route = rule.routes.get(i);
      String path = "route[" + i + "]";
      if (route.destination() != null) {
        problems.addAll(route.destination().problems(path + ".destination"));
      }
      problems.addAll(route.labels().problems(path + ".labels"));
      int most = rule.relativeWeights ? MAX_RELATIVE_WEIGHT : 100;
      if (route.weight() < 0 || route.weight() > most) {
        problems.add(new Problem(path + ".weight", "" + route.weight(), "0 to " + most));
      }
      total += route.weight();
    }
    if (rule.relativeWeights) {
      checkRelativeTotal(total);
      return;
    }
    boolean single = rule.routes.size() == 1 && rule.routes.get(0).weight() == 0;
    if (!rule.routes.isEmpty() && !single && total != 100) {
      problems.add(new Problem("route", "weights total " + total, "weights that total 100"));
    }
  }

  private void checkRelativeTotal(long total) {
    if (rule.routes.size() > 1 && (total < 1 || total > Integer.MAX_VALUE)) {
      String expected = "weights that total at least 1, at most " + Integer.MAX_VALUE;
      problems.add(new Problem("route", "weights total " + total, expected));
    }
  }

  private void checkMirrors() {
    if (rule.mirrors.size() > MAX_MIRRORS) {
      problems.add(tooMany("mirror", rule.mirrors.size(), MAX_MIRRORS));
      return;
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < rule.mirrors.size(); i++) {
      Mirror mirror = rule.mirrors.get(i);
      String path = "mirror[" + i + "]";
      problems.addAll(MirrorValidator.problems(mirror, path));
      if (!names.add(mirror.name())) {
        String expected = "a name that no other mirror of the rule has (Mirror.name)";
        problems.add(Problem.ofText(path + ".name", mirror.name(), expected));
      }
    }
  }

  private static Problem tooMany(String path, int size, int limit) {
    return new Problem(path, size + " entries", "at most " + limit);
  }
}

package io.github.mirror4j.select;

import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.Route;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.rule.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be wrong with rules only when they are together, and with the registry at hand. */
final class RuleSetCheck {

  private final List<Problem> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final @Nullable Source source;

  RuleSetCheck(List<RouteRule> asAdded, List<CompiledRule> inOrder, @Nullable Source source) {
    this.source = source;
    checkNames(asAdded);
    for (CompiledRule rule : inOrder) {
      checkSource(rule);
      checkRoutes(rule);
      checkMirrors(rule);
    }
    checkReach(inOrder);
  }

  List<Problem> problems() {
    return problems;
  }

  List<String> warnings() {
    return warnings;
  }

  private void checkNames(List<RouteRule> rules) {
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < rules.size(); i++) {
      String key = key(rules.get(i));
      Integer before = first.putIfAbsent(key, i);
      if (before != null) {
        String expected = "a name that only one rule has; rules[" + before + "] has it";
        problems.add(Problem.ofText("rules[" + i + "].name", key, expected));
      }
    }
  }

  private void checkSource(CompiledRule rule) {
    if (rule.isClosed()) {
      String who = source == null ? "none is set" : "it is " + source;
      warnings.add(
          "%s never matches: it asks for a source that this client is not (source: %s)"
              .formatted(place(rule), who));
    }
  }

  private void checkRoutes(CompiledRule rule) {
    List<Route> routes = rule.rule().routes();
    for (int i = 0; i < routes.size(); i++) {
      Subset subset = rule.routes().get(i);
      boolean used = routes.size() == 1 || routes.get(i).weight() > 0;
      if (!used || !subset.endpoints().isEmpty()) {
        continue;
      }
      boolean elsewhere = routes.get(i).destination() != null;
      if (subset.isFixed() && (elsewhere || !subset.isUnknownService())) {
        String path = place(rule) + ".route[" + i + "]";
        problems.add(Unresolved.problem(path, subset.toString(), subset));
      } else {
        warnings.add(
            "%s.route[%d]: %s has no endpoint in the registry, so primaries go where their URI says"
                .formatted(place(rule), i, subset));
      }
    }
  }

  private void checkMirrors(CompiledRule rule) {
    for (int i = 0; i < rule.mirrors().size(); i++) {
      RuleMirror mirror = rule.mirrors().get(i);
      if (mirror.isUnresolvable()) {
        String path = place(rule) + ".mirror[" + i + "]";
        String shown = mirror.mirror().target().toString();
        problems.add(Unresolved.problem(path, shown, mirror.subset()));
      }
    }
  }

  /** A rule behind one that takes everything for the same hosts is never reached. */
  private void checkReach(List<CompiledRule> inOrder) {
    Map<String, CompiledRule> catchAlls = new HashMap<>();
    List<CompiledRule> wildcards = new ArrayList<>();
    for (CompiledRule rule : inOrder) {
      ServiceRef destination = rule.rule().destination();
      CompiledRule before = catchAlls.get(destination.host());
      for (CompiledRule wildcard : wildcards) {
        ServiceRef all = wildcard.rule().destination();
        boolean covers = destination.hosts().stream().allMatch(all::matches);
        before = before == null && covers ? wildcard : before;
      }
      if (before != null) {
        warnings.add(
            "%s is never reached: %s comes first and takes every request"
                .formatted(place(rule), place(before)));
      }
      if (rule.isCatchAll()) {
        catchAlls.putIfAbsent(destination.host(), rule);
        if (destination.isWildcard()) {
          wildcards.add(rule);
        }
      }
    }
  }

  private static String place(CompiledRule rule) {
    return "rule \"" + key(rule.rule()) + '"';
  }

  private static String key(RouteRule rule) {
    boolean isDefault = rule.namespace().equals(ServiceRef.DEFAULT_NAMESPACE);
    return isDefault ? rule.name() : rule.namespace() + "/" + rule.name();
  }
}

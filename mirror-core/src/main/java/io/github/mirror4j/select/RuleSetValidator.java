package io.github.mirror4j.select;

import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.Route;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks rules together and against the registry, for what a single rule's validation cannot find.
 */
final class RuleSetValidator {

  private final List<Problem> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final @Nullable Source source;

  RuleSetValidator(List<RouteRule> asAdded, List<CompiledRule> inOrder, @Nullable Source source) {
    this.source = source;
    checkNames(asAdded);
    for (CompiledRule rule : inOrder) {
      checkSource(rule);
      warnings.addAll(NeverMatches.warnings(rule));
      checkRoutes(rule);
      checkMirrors(rule);
    }
    warnings.addAll(UnreachableMatches.warnings(inOrder));
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
      String key = rules.get(i).qualifiedName();
      Integer before = first.putIfAbsent(key, i);
      if (before != null) {
        String expected = "a name that only one rule has; rules[" + before + "] has it";
        String origin = rules.get(i).origin().map(place -> place + ": ").orElse("");
        problems.add(Problem.ofText(origin + "rules[" + i + "].name", key, expected));
      }
    }
  }

  private void checkSource(CompiledRule rule) {
    if (rule.isClosed()) {
      String who = source == null ? "none is set" : "it is " + source;
      warnings.add(
          "%s never matches: it asks for a source that this client is not (source: %s)"
              .formatted(rule.place(), who));
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
        String path = rule.place() + ".route[" + i + "]";
        problems.add(UnresolvedService.problem(path, subset.toString(), subset));
      } else {
        warnings.add(
            "%s.route[%d]: %s has no endpoint in the registry, so primaries go where their URI says"
                .formatted(rule.place(), i, subset));
      }
    }
  }

  private void checkMirrors(CompiledRule rule) {
    for (int i = 0; i < rule.mirrors().size(); i++) {
      RuleMirror mirror = rule.mirrors().get(i);
      if (mirror.isUnresolvable()) {
        String path = rule.place() + ".mirror[" + i + "]";
        String shown = mirror.mirror().target().toString();
        problems.add(UnresolvedService.problem(path, shown, mirror.subset()));
      }
      checkBaseline(mirror, rule.place() + ".mirror[" + i + "].comparison.baseline");
    }
  }

  private void checkBaseline(RuleMirror mirror, String path) {
    MirrorComparison comparison = mirror.compiledComparison();
    Subset baseline = comparison == null ? null : comparison.baseline();
    if (comparison == null || baseline == null) {
      return;
    }
    if (comparison.isUnresolvable()) {
      problems.add(UnresolvedService.problem(path, comparison.baselineText(), baseline));
    } else if (SameTarget.ofBaseline(baseline, mirror)) {
      String expected = "the old version, not an endpoint of the mirror itself";
      problems.add(Problem.ofText(path, comparison.baselineText(), expected));
    }
  }
}

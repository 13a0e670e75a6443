package io.github.mirror4j.select;

import io.github.mirror4j.rule.Comparison;
import java.util.List;

/** Explains in plain text whether a request is compared, and with which baseline. */
final class ComparisonExplained {

  private ComparisonExplained() {}

  static String of(MirrorComparison comparison, int drawn, String method) {
    Comparison settings = comparison.settings();
    if (!settings.methods().contains(method)) {
      return "not compared: not for " + method + ", only for " + methods(settings);
    }
    if (!comparison.isCompared(drawn, method)) {
      return "not compared: sampled out, its share of the copies is below the draw";
    }
    if (settings.hasBaseline(method) && !comparison.hasBaseline(drawn, method)) {
      return "not compared: it gets no baseline, whose share of the comparisons is below the draw;"
          + " only its status is noted";
    }
    return "compared, " + baseline(comparison, method);
  }

  /** Returns the routes on which the primary would be compared with the same version. */
  static List<String> sameTargets(CompiledRule rule, RuleMirror mirror) {
    return rule.routes().stream()
        .filter(route -> isSame(route, mirror))
        .map(route -> "not compared if the primary goes to " + route + ", where the copy goes, too")
        .toList();
  }

  private static boolean isSame(Subset route, RuleMirror mirror) {
    return route.endpoints().stream()
        .anyMatch(endpoint -> SameTarget.ofRoute(route, endpoint, mirror));
  }

  private static String baseline(MirrorComparison comparison, String method) {
    Comparison settings = comparison.settings();
    if (settings.baseline().isEmpty()) {
      return "without a baseline";
    }
    if (!settings.hasBaseline(method)) {
      return "without a baseline: there is none for " + method;
    }
    String where = comparison.baselineText();
    return "with a baseline " + (comparison.baseline() == null ? where : "at " + where);
  }

  private static String methods(Comparison settings) {
    return String.join(", ", settings.methods());
  }
}

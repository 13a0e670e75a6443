package io.github.mirror4j.select;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Describes a mirror or a route without an endpoint, and what the registry has instead. */
final class UnresolvedService {

  private static final int MAX_LISTED = 8;

  private UnresolvedService() {}

  static Problem problem(String path, String shown, Subset subset) {
    String expected = "a service with at least one such endpoint in the registry; ";
    return Problem.ofText(path, shown, expected + known(subset));
  }

  private static String known(Subset subset) {
    if (!subset.isUnknownService()) {
      return "known: " + list(subset.knownLabels());
    }
    return "no endpoint of "
        + subset.service()
        + " is known: add one with registry(..); that of rule files, from their ServiceEntries, is"
        + " RuleDocuments.registry()";
  }

  private static String list(List<Labels> known) {
    String first =
        known.stream()
            .limit(MAX_LISTED)
            .map(labels -> labels.isEmpty() ? "one without labels" : labels.toString())
            .collect(Collectors.joining(", "));
    return known.size() > MAX_LISTED ? first + ", ..." : first;
  }
}

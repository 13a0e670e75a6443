package io.github.mirror4j.yaml;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.yaml.dialect.Kind;
import io.github.mirror4j.yaml.tree.Findings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Warns of rules that no request reaches, because one for the same host takes every request. */
final class UnreachableRules {

  private UnreachableRules() {}

  static void warn(Map<RouteRule, RuleDraft> rules, Findings findings) {
    Map<ServiceRef, RouteRule> catchAlls = new HashMap<>();
    List<RouteRule> inOrder = rules.keySet().stream().sorted(RouteRule.ORDER).toList();
    for (RouteRule rule : inOrder) {
      RouteRule before = catchAlls.get(rule.destination());
      if (before != null) {
        warn(
            rule,
            requireNonNull(rules.get(rule)),
            before,
            requireNonNull(rules.get(before)),
            findings);
      }
      if (isCatchAll(rule)) {
        catchAlls.putIfAbsent(rule.destination(), rule);
      }
    }
  }

  private static void warn(
      RouteRule rule, RuleDraft draft, RouteRule before, RuleDraft first, Findings findings) {
    // Inside one VirtualService its reader has said so already, in terms of the list.
    boolean said =
        draft.resource().equals(first.resource())
            && draft.resource().kind() == Kind.VIRTUAL_SERVICE;
    if (!said) {
      String text =
          "rule %s is never reached: rule %s (%s) comes first and takes every request"
              .formatted(rule.name(), before.name(), first.node().mark());
      findings.warning(draft.node(), text);
    }
  }

  static boolean isCatchAll(RouteRule rule) {
    return rule.matches().isEmpty() || rule.matches().contains(Match.builder().build());
  }
}

package io.github.mirror4j.yaml;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.Route;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.text.RulePlace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a change of rules would cost: primaries that are routed to an endpoint now and would go to
 * the host of their URI, which may not resolve, or all rules at once. A removed mirror costs only
 * copies, which is no loss here.
 */
final class ReloadLosses {

  private static final String RESOLVED = "endpoints with these labels, such as of a ServiceEntry";
  private static final String ROUTED = "a rule that routes them to a service with endpoints";

  private final RuleDocuments before;
  private final RuleDocuments next;
  private final List<Problem> losses = new ArrayList<>();
  private final Set<String> named = new HashSet<>();
  private final List<RouteRule> inOrder;

  /** Rules that route no primary now, by their names. */
  private final Set<String> unrouted;

  private ReloadLosses(RuleDocuments before, RuleDocuments next) {
    this.before = before;
    this.next = next;
    inOrder = next.rules().stream().sorted(RouteRule.ORDER).toList();
    unrouted =
        before.rules().stream()
            .filter(rule -> !isRouted(rule, before.registry()))
            .map(RouteRule::qualifiedName)
            .collect(Collectors.toSet());
  }

  static List<Problem> of(RuleDocuments before, RuleDocuments next) {
    ReloadLosses losses = new ReloadLosses(before, next);
    if (next.rules().isEmpty() && !before.rules().isEmpty()) {
      String value = "none any more, of " + before.rules().size() + " in force";
      losses.losses.add(new Problem("rules", value, "at least one rule"));
    }
    next.rules().forEach(losses::addLostEndpoints);
    before.rules().stream()
        .filter(
            rule ->
                !losses.named.contains(rule.qualifiedName()) && isRouted(rule, before.registry()))
        .forEach(losses::addLostRoute);
    return losses.losses;
  }

  /** A route that remains but loses its endpoints. */
  private void addLostEndpoints(RouteRule rule) {
    for (int i = 0; i < rule.routes().size(); i++) {
      Route route = rule.routes().get(i);
      boolean isLost =
          isUsed(rule, route)
              && !isResolved(rule, route, next.registry())
              && isResolved(rule, route, before.registry());
      if (isLost) {
        String path = place(rule) + ".route[" + i + "]";
        String value = service(rule, route) + route.labels().toString() + " loses its endpoints";
        losses.add(new Problem(path, value, RESOLVED));
        named.add(rule.qualifiedName());
      }
    }
  }

  /** Requests that are routed now, and that no rule routes any more. */
  private void addLostRoute(RouteRule rule) {
    List<RouteRule> others =
        inOrder.stream().filter(o -> covers(o.destination(), rule.destination())).toList();
    boolean isKept =
        RuleDraft.takesAll(rule.matches())
            ? isRouted(rule, null, others)
            : rule.matches().stream().allMatch(match -> isRouted(rule, match, others));
    if (!isKept) {
      String value = "requests to " + rule.destination() + " are no longer routed";
      losses.add(new Problem(place(rule), value, ROUTED));
    }
  }

  /**
   * Whether the first rule that takes these requests routes them.
   *
   * @param match which requests of the rule; null for all of them
   */
  private boolean isRouted(RouteRule rule, @Nullable Match match, List<RouteRule> others) {
    for (RouteRule other : others) {
      // The same rule may ask for other requests than before: that was intended.
      boolean takesAll =
          isSame(rule, other)
              || RuleDraft.takesAll(other.matches())
              || (match != null && other.matches().contains(match));
      boolean isRouted = isRouted(other, next.registry());
      if (takesAll) {
        return isRouted;
      }
      boolean takesSome = match == null && !isRouted && !unrouted.contains(other.qualifiedName());
      if (takesSome) {
        return false;
      }
    }
    return false;
  }

  private static boolean isSame(RouteRule rule, RouteRule other) {
    return rule.qualifiedName().equals(other.qualifiedName());
  }

  private static boolean covers(ServiceRef other, ServiceRef service) {
    return other.host().equals(service.host())
        || (other.isWildcard() && service.hosts().stream().allMatch(other::matches));
  }

  private static boolean isRouted(RouteRule rule, ServiceRegistry registry) {
    // Another service is resolved by whatever registry the rules met, or they were refused.
    return rule.routes().stream()
        .anyMatch(
            route ->
                isUsed(rule, route)
                    && (route.destination() != null || isResolved(rule, route, registry)));
  }

  private static boolean isUsed(RouteRule rule, Route route) {
    return rule.routes().size() == 1 || route.weight() > 0;
  }

  private static boolean isResolved(RouteRule rule, Route route, ServiceRegistry registry) {
    try {
      List<Endpoint> endpoints = registry.endpoints(service(rule, route));
      return endpoints.stream().anyMatch(e -> e.labels().containsAll(route.labels()));
    } catch (RuntimeException e) {
      return false; // taken for "no endpoints", as a registry's documentation says
    }
  }

  private static ServiceRef service(RouteRule rule, Route route) {
    ServiceRef other = route.destination();
    return other == null ? rule.destination() : other.withDefaultNamespace(rule.namespace());
  }

  private static String place(RouteRule rule) {
    return RulePlace.of(rule.origin(), rule.qualifiedName());
  }
}

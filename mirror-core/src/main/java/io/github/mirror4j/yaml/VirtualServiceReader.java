package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.ServiceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads a VirtualService: a rule for each of its hosts and http routes.
 *
 * <p>The list's order becomes the order of the rules' names ({@code orders.000}, {@code
 * orders.001}); a wildcard host gets a lower precedence than an exact one, the shorter the lower,
 * because the mesh looks for the most specific host first.
 */
final class VirtualServiceReader {

  /** Stands for hosts that are wrong, so that the routes are checked all the same. */
  private static final ServiceRef NO_HOST = ServiceRef.host("unreadable.invalid");

  private static final int MAX_HOSTS = 100;
  private static final int MAX_RULES = 1000;

  private final Resource resource;
  private final Destinations destinations;
  private final Findings findings;

  VirtualServiceReader(Resource resource, Destinations destinations) {
    this.resource = resource;
    this.destinations = destinations;
    findings = resource.findings();
  }

  List<RuleDraft> read() {
    Fields spec = resource.spec();
    List<Node> hosts = spec.list("hosts", MAX_HOSTS, "at least one host");
    List<Node> routes = spec.list("http");
    spec.notApplied("gateways", "tcp", "tls");
    spec.ignore("exportTo");
    spec.done();
    // Each host makes a rule of each route: a small file must not become a great many rules.
    int rules = routes.size() * Math.max(1, hosts.size());
    if (rules > MAX_RULES) {
      Node http = Objects.requireNonNull(spec.get("http"));
      findings.problem(http, rules + " hosts times routes", "at most " + MAX_RULES);
      return List.of();
    }
    if (routes.isEmpty()) {
      findings.warning(spec.node(), "there is no http route in it");
    }
    List<RuleDraft> drafts = new ArrayList<>();
    for (int h = 0; h < hosts.size(); h++) {
      addRules(hosts.get(h), h, hosts.size() > 1, routes, drafts);
    }
    if (hosts.isEmpty()) {
      addRules(NO_HOST, spec.node(), -1, routes, drafts);
    }
    warnOfUnreachable(routes);
    resource.annotations().done();
    return drafts;
  }

  private void addRules(
      Node hostNode, int h, boolean several, List<Node> routes, List<RuleDraft> drafts) {
    String host = Scalars.text(hostNode, findings);
    ServiceRef service = host == null ? NO_HOST : Hosts.service(host, resource.namespace());
    addRules(service, hostNode, several ? h : -1, routes, drafts);
  }

  private void addRules(
      ServiceRef service, Node hostNode, int part, List<Node> routes, List<RuleDraft> drafts) {
    for (int i = 0; i < routes.size(); i++) {
      Names names = new Names(resource, i, routes.size() > 1, part);
      RuleDraft draft = names.draft().at(routes.get(i));
      draft.destination(service, hostNode);
      names.applyPrecedence(draft, Hosts.specificity(service));
      new HttpRouteEntry(draft, i, destinations).read(Fields.of(routes.get(i), findings));
      drafts.add(draft);
    }
  }

  /** As Istio's analyzer does: behind a route without match nothing is reached. */
  private void warnOfUnreachable(List<Node> routes) {
    Node catchAll = null;
    for (Node route : routes) {
      if (catchAll != null) {
        findings.warning(
            route, "never reached: " + catchAll.path() + " comes first and takes every request");
      } else if (route instanceof Node.Obj object && VirtualServiceMatch.isCatchAll(object)) {
        catchAll = route;
      }
    }
  }
}

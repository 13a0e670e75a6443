package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.yaml.dialect.Hosts;
import io.github.mirror4j.yaml.dialect.VirtualServiceLimits;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.Scalars;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Reads a VirtualService: a rule for each of its hosts and http routes.
 *
 * <p>The list's order is kept, by the rules' names ({@code orders.000}, {@code orders.001}) or,
 * where the routes have names that sort otherwise, by their {@code order}; a wildcard host gets a
 * lower precedence than an exact one, the shorter the lower, because the mesh looks for the most
 * specific host first.
 */
final class VirtualServiceReader {

  /** Stands for hosts that are wrong, so that the routes are checked all the same. */
  private static final ServiceRef NO_HOST = ServiceRef.host("unreadable.invalid");

  private final Resource resource;
  private final DestinationReader destinations;
  private final Findings findings;
  private RuleClients clients = RuleClients.ALL;

  VirtualServiceReader(Resource resource, DestinationReader destinations) {
    this.resource = resource;
    this.destinations = destinations;
    findings = resource.findings();
  }

  List<RuleDraft> read() {
    Fields spec = resource.spec();
    List<Node> hosts =
        spec.atMost(spec.get("hosts"), spec.list("hosts"), VirtualServiceLimits.MAX_HOSTS);
    List<Node> routes = spec.list("http");
    List<String> gateways = spec.texts("gateways");
    boolean isForMesh = gateways.isEmpty() || gateways.contains(VirtualServiceMatch.MESH);
    clients = new RuleClients(ExportTo.read(resource), null);
    spec.notApplied("tcp", "tls");
    spec.done();
    // Each host makes a rule of each route: a small file must not become a great many rules.
    int rules = routes.size() * Math.max(1, hosts.size());
    if (rules > VirtualServiceLimits.MAX_RULES) {
      Node http = Objects.requireNonNull(spec.get("http"));
      findings.problem(
          http, rules + " hosts times routes", "at most " + VirtualServiceLimits.MAX_RULES);
      return List.of();
    }
    if (routes.isEmpty()) {
      findings.warning(spec.node(), "there is no http route in it");
    }
    checkHosts(hosts, isForMesh);
    List<RuleDraft> drafts = new ArrayList<>();
    RuleNames names = new RuleNames(resource, routes);
    for (int h = 0; h < hosts.size(); h++) {
      addRules(hosts.get(h), hosts.size() > 1 ? h : -1, routes, names, drafts);
    }
    if (hosts.isEmpty()) {
      addRules(NO_HOST, spec.node(), -1, routes, names, drafts);
    }
    names.keepOrder();
    resource.annotations().done();
    return isForUs(spec, isForMesh, drafts) ? drafts : List.of();
  }

  /**
   * Whether the document is for clients and has a host; one that is not is checked all the same.
   */
  private boolean isForUs(Fields spec, boolean isForMesh, List<RuleDraft> drafts) {
    boolean hasHosts = spec.has("hosts") && !spec.list("hosts").isEmpty();
    if (isForMesh && hasHosts) {
      return true;
    }
    Node gateways = spec.get("gateways");
    Node place = hasHosts && gateways != null ? gateways : resource.document();
    String reason =
        hasHosts
            ? "for gateways alone, without \"mesh\""
            : "without hosts it is a delegate's part, which is not applied";
    Set<String> copies = new LinkedHashSet<>();
    drafts.forEach(draft -> copies.add(draft.copies()));
    drafts.forEach(draft -> draft.never());
    drafts.forEach(draft -> draft.build(findings));
    String name = resource.kind().text() + " " + Node.printable(resource.name());
    findings.warning(place, name + " is left out" + String.join("", copies) + ": " + reason);
    return false;
  }

  /** What Istio's own validation refuses. */
  private void checkHosts(List<Node> nodes, boolean isForMesh) {
    List<ServiceRef> before = new ArrayList<>();
    for (Node node : nodes) {
      String host = Scalars.text(node, findings);
      if (host == null) {
        continue;
      }
      ServiceRef service = ServiceRef.of(host);
      if (host.equals("*") && isForMesh) {
        String expected = "a host, or a wildcard such as \"*.example.com\"; * is for gateways only";
        findings.problem(node, expected);
      } else if (host.indexOf('/') >= 0) {
        findings.problem(node, "a host, not a block of addresses");
      } else if (before.stream().anyMatch(other -> overlap(other, service))) {
        findings.problem(node, "a host that no other one in the list is or covers");
      }
      before.add(service);
    }
  }

  private static boolean overlap(ServiceRef one, ServiceRef other) {
    String a = one.toString();
    String b = other.toString();
    return a.equals(b)
        || (one.isWildcard() && one.matches(b))
        || (other.isWildcard() && other.matches(a));
  }

  private void addRules(
      Node hostNode, int part, List<Node> routes, RuleNames names, List<RuleDraft> drafts) {
    String host = Scalars.text(hostNode, findings);
    ServiceRef service = host == null ? NO_HOST : Hosts.service(host, resource.namespace());
    addRules(service, hostNode, part, routes, names, drafts);
  }

  private void addRules(
      ServiceRef service,
      Node hostNode,
      int part,
      List<Node> routes,
      RuleNames names,
      List<RuleDraft> drafts) {
    // In a namespace, a document that is exported to some namespaces comes before one that is
    // exported to all.
    int precedence = Hosts.precedence(service) + (clients.namespaces() == null ? 0 : 1);
    boolean isOpen = true;
    for (int i = 0; i < routes.size(); i++) {
      RuleDraft draft = names.draft(i, part).at(routes.get(i));
      draft.destination(service, hostNode);
      draft.clients(clients);
      names.applyPrecedence(draft, i, precedence);
      new VirtualServiceRouteReader(draft, i, destinations)
          .read(Fields.of(routes.get(i), findings));
      drafts.add(draft);
      isOpen &= !draft.isCatchAll();
    }
    if (isOpen && clients.namespaces() != null && !routes.isEmpty()) {
      drafts.add(rest(names.rest(part), service, hostNode, precedence));
    }
  }

  /**
   * For the clients that it is exported to, a document is the only one of its host: a request that
   * none of its routes matches is not matched by another document.
   */
  private RuleDraft rest(RuleDraft draft, ServiceRef service, Node hostNode, int precedence) {
    draft.at(resource.document()).destination(service, hostNode);
    draft.clients(clients);
    draft.movablePrecedence(precedence);
    return draft;
  }
}

package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.yaml.dialect.Kind;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code parentRefs}: the services that a route is for, and for which clients. What is
 * neither a Gateway nor a service makes no rule, as the mesh attaches nothing to it.
 */
final class RouteParents {

  private static final int MAX_PARENTS = 32;
  private static final String GATEWAY_GROUP = "gateway.networking.k8s.io";
  private static final Set<String> GATEWAYS = Set.of("Gateway", "ListenerSet");

  private final Resource resource;
  private final DeclaredServices services;
  private final Findings findings;
  private final List<Place> places = new ArrayList<>();
  private final Set<String> seen = new LinkedHashSet<>();
  private @Nullable Node gateway;
  private @Nullable Node unknown;

  /** What rules are for: a service or a host, and who asks for it. */
  record Place(Node node, ServiceRef service, RuleClients clients) {

    static Place of(Node node, ServiceRef service) {
      return new Place(node, service, RuleClients.ALL);
    }

    /** Whether it is for the clients of the route's namespace alone, which is not the service's. */
    boolean isOfConsumer() {
      return clients.namespaces() != null;
    }
  }

  RouteParents(Resource resource, DeclaredServices services) {
    this.resource = resource;
    this.services = services;
    findings = resource.findings();
  }

  List<Place> read(Fields spec) {
    spec.objects("parentRefs", MAX_PARENTS).forEach(this::readParent);
    return places;
  }

  /** Whether there are parents, and none of them is known here. */
  boolean areAllUnknown() {
    return unknown != null && gateway == null && places.isEmpty();
  }

  /** Reports that a route is for every host, if nothing that was read names its hosts. */
  void warnOfEveryHost() {
    if (gateway != null) {
      findings.warning(
          gateway,
          "what its listeners are for is not known here, and there are no hostnames, so the rules"
              + " are for every host; hostnames say for which");
    }
  }

  void leaveOut(List<RuleDraft> drafts) {
    Set<String> copies = new LinkedHashSet<>();
    drafts.forEach(draft -> copies.add(draft.copies()));
    drafts.forEach(RuleDraft::never);
    drafts.forEach(draft -> draft.build(findings));
    String name = resource.kind().text() + " " + Node.printable(resource.name());
    String text =
        name + " is left out" + String.join("", copies) + ": none of its parents is known";
    findings.warning(resource.document(), text);
  }

  private void readParent(Fields parent) {
    String kind = parent.text("kind");
    String group = parent.text("group");
    String name = parent.requiredText("name", "the name of a Gateway or Service");
    String given = parent.text("namespace");
    String namespace = given == null ? resource.namespace() : given;
    Integer port = parent.integer("port", 1, 65_535);
    String section = parent.text("sectionName");
    parent.done();
    if (findings.isWrong(parent.node()) || name == null) {
      // Something is wrong already, so no further problem is derived from it.
      gateway = gateway == null ? parent.node() : gateway;
      return;
    }
    String key = kind + " " + group + " " + namespace + "/" + name + " " + section + " " + port;
    if (!seen.add(key)) {
      findings.problem(parent.node(), "a second time", "each parent once");
    }
    boolean isGatewayGroup = group == null || group.equals(GATEWAY_GROUP);
    if ((kind == null || GATEWAYS.contains(kind)) && isGatewayGroup) {
      gateway = gateway == null ? parent.node() : gateway;
    } else if ("Service".equals(kind) && isServiceGroup(group)) {
      addService(parent, new ServiceRef(name, namespace, null, null), namespace, port);
    } else if ("ServiceEntry".equals(kind) && Kind.SERVICE_ENTRY.group().equals(group)) {
      addEntry(parent, name, namespace, port);
    } else {
      warnOfUnknown(parent, "is neither a Gateway nor a Service");
    }
  }

  private static boolean isServiceGroup(@Nullable String group) {
    return group == null || group.isEmpty() || group.equals("core");
  }

  private void addService(
      Fields parent, ServiceRef service, String namespace, @Nullable Integer port) {
    String group = parent.text("group");
    if (group == null || !group.isEmpty()) {
      Node at = parent.get(group == null ? "kind" : "group");
      findings.warning(
          at == null ? parent.node() : at, "taken for a Service, whose group is \"\" in the mesh");
    }
    boolean isConsumer = !namespace.equals(resource.namespace());
    List<String> clients = isConsumer ? List.of(resource.namespace()) : null;
    if (service.problems("").isEmpty()) {
      places.add(new Place(parent.node(), service, new RuleClients(clients, port)));
    } else {
      service
          .problems("")
          .forEach(p -> findings.problem(BackendRefs.place(parent, p), p.expected()));
      gateway = parent.node();
    }
  }

  private void addEntry(Fields parent, String name, String namespace, @Nullable Integer port) {
    List<ServiceRef> hosts = services.hostsOfEntry(namespace, name);
    if (hosts.isEmpty()) {
      warnOfUnknown(parent, "is a ServiceEntry that is not read here");
      return;
    }
    boolean isConsumer = !namespace.equals(resource.namespace());
    List<String> clients = isConsumer ? List.of(resource.namespace()) : null;
    hosts.forEach(
        host -> places.add(new Place(parent.node(), host, new RuleClients(clients, port))));
  }

  private void warnOfUnknown(Fields parent, String what) {
    unknown = parent.node();
    findings.warning(parent.node(), what + ", so the route is not applied to it");
  }
}

package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.yaml.dialect.Hosts;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.Scalars;
import io.github.mirror4j.yaml.tree.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a ServiceEntry: the hosts, ports and endpoints of a service, as endpoints of a registry.
 */
final class ServiceEntryReader {

  private static final Set<String> PLAIN = Set.of("HTTP", "HTTP2", "GRPC", "GRPC-WEB");
  private static final Set<String> ENCRYPTED = Set.of("HTTPS", "TLS");
  private static final Set<String> OTHER = Set.of("TCP", "UDP", "MONGO", "REDIS", "MYSQL");
  private static final List<String> RESOLUTIONS =
      List.of("NONE", "STATIC", "DNS", "DNS_ROUND_ROBIN", "DYNAMIC_DNS");

  private static final String ENDPOINTS_NEED =
      "STATIC for IP addresses or DNS for host names, as there are endpoints";

  // Every host has every port at every endpoint: a small file must not become a huge registry.
  private static final int MAX_HOSTS = 32;
  private static final int MAX_PORTS = 20;
  private static final int MAX_ENDPOINTS = 500;

  private final Resource resource;
  private final DeclaredServices services;
  private final DeclaredSubsets subsets;
  private final Findings findings;
  private final List<Port> ports = new ArrayList<>();
  private final Set<String> portNames = new LinkedHashSet<>();
  private boolean allPortNamesAreKnown = true;

  private record Port(String name, int number, int targetPort, boolean tls) {}

  private record Address(String text, Map<String, Integer> ports, Labels labels, Node at) {}

  ServiceEntryReader(Resource resource, DeclaredServices services, DeclaredSubsets subsets) {
    this.resource = resource;
    this.services = services;
    this.subsets = subsets;
    findings = resource.findings();
  }

  void read() {
    Fields spec = resource.spec();
    List<Node> entries = spec.list("ports", MAX_PORTS, "at least one port");
    allPortNamesAreKnown = !entries.isEmpty();
    entries.forEach(port -> readPort(Fields.of(port, findings)));
    List<Fields> endpoints = spec.objects("endpoints", MAX_ENDPOINTS);
    List<Address> addresses = new ArrayList<>();
    endpoints.forEach(endpoint -> readEndpoint(endpoint, addresses));
    checkResolution(spec, !endpoints.isEmpty());
    spec.list("hosts", MAX_HOSTS, "at least one host").forEach(host -> readHost(host, addresses));
    spec.notApplied("workloadSelector");
    ExportTo.warn(resource);
    spec.ignore("addresses", "location", "subjectAltNames");
    spec.done();
    resource.annotations().done();
  }

  /** The mesh allows no endpoints if requests go to their original address. */
  private void checkResolution(Fields spec, boolean hasEndpoints) {
    String resolution = spec.text("resolution");
    Node place =
        hasEndpoints ? spec.required("resolution", ENDPOINTS_NEED) : spec.get("resolution");
    if (resolution != null && place != null && !RESOLUTIONS.contains(resolution)) {
      String expected = String.join(", ", RESOLUTIONS);
      findings.problem(place, expected + Suggestion.question(resolution, RESOLUTIONS));
    } else if ("NONE".equals(resolution) && place != null && hasEndpoints) {
      findings.problem(place, ENDPOINTS_NEED);
    }
    if ("STATIC".equals(resolution) && !spec.has("endpoints") && !spec.has("workloadSelector")) {
      spec.required("endpoints", "endpoints, as resolution is STATIC");
    }
  }

  private void readPort(Fields port) {
    Integer number = port.integer("number", 1, 65535);
    if (!port.has("number")) {
      port.required("number", "1 to 65535");
    }
    String name = port.text("name");
    String protocol = port.text("protocol");
    Integer target = port.integer("targetPort", 1, 65535);
    port.done();
    if (name != null) {
      portNames.add(name);
    } else if (findings.isWrong(port.node())) {
      allPortNamesAreKnown = false;
    }
    if (protocol == null && port.has("protocol")) {
      return;
    }
    String known = protocol == null ? "HTTP" : protocol.toUpperCase(Locale.ROOT);
    if (OTHER.contains(known)) {
      findings.note(port.node(), "skipped, " + known + " is not HTTP");
    } else if (!PLAIN.contains(known) && !ENCRYPTED.contains(known)) {
      findings.problem(
          Objects.requireNonNull(port.get("protocol")),
          "HTTP, HTTPS, HTTP2, GRPC, TLS or another protocol of Istio");
    } else if (number != null) {
      boolean tls = ENCRYPTED.contains(known);
      ports.add(new Port(name == null ? "" : name, number, target == null ? number : target, tls));
    }
  }

  private void readEndpoint(Fields endpoint, List<Address> addresses) {
    String address = endpoint.requiredText("address", "an IP address or a host name");
    Map<String, Integer> numbers = new HashMap<>();
    Fields portFields = endpoint.object("ports");
    if (portFields != null) {
      for (String name : portFields.names()) {
        Integer number = portFields.integer(name, 1, 65535);
        if (number != null) {
          numbers.put(name, number);
        }
        checkPortName(portFields, name);
      }
    }
    Labels labels = endpoint.labels("labels");
    endpoint.ignore("network", "locality", "serviceAccount");
    endpoint.notApplied("weight");
    endpoint.done();
    if (address != null) {
      Node at = Objects.requireNonNull(endpoint.get("address"));
      services.checkEndpoint(labels, address, at);
      addresses.add(new Address(address, numbers, labels, at));
    }
  }

  /** A name that no port has would change nothing: the endpoint would keep the service's number. */
  private void checkPortName(Fields portFields, String name) {
    if (portNames.contains(name) || !allPortNamesAreKnown || !portFields.has(name)) {
      return;
    }
    String known =
        portNames.isEmpty() ? ", where no port has one" : ": " + Suggestion.list(portNames);
    Node.Obj.Field field =
        Objects.requireNonNull(((Node.Obj) portFields.node()).fields().get(name));
    findings.wrongName(field, "unknown port", "a name in spec.ports" + known);
  }

  private void readHost(Node node, List<Address> addresses) {
    String host = Scalars.text(node, findings);
    if (host == null) {
      return;
    }
    ServiceRef service = Hosts.service(host, resource.namespace());
    if (!service.problems("").isEmpty()) {
      service.problems("").forEach(problem -> findings.problem(node, problem.expected()));
      return;
    }
    services.addEntryHost(resource, service);
    if (service.isWildcard()) {
      findings.warning(node, "not applied: a wildcard has no endpoints");
      return;
    }
    for (Port port : ports) {
      services.addPort(service, port.number());
      addEndpoints(service, port, addresses, node);
    }
  }

  private void addEndpoints(ServiceRef service, Port port, List<Address> addresses, Node host) {
    @Nullable Boolean originated = subsets.usesTls(service, port.number());
    boolean tls = port.tls() || Boolean.TRUE.equals(originated);
    ServiceRef atPort = service.atPort(port.number());
    if (addresses.isEmpty()) {
      services.addEndpoint(atPort, Labels.none(), tls, service.host(), port.targetPort(), host);
    }
    for (Address address : addresses) {
      int number = address.ports().getOrDefault(port.name(), port.targetPort());
      services.addEndpoint(atPort, address.labels(), tls, address.text(), number, address.at());
    }
  }
}

package io.github.mirror4j.yaml;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.Suggestion;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The services of all ServiceEntries, and those that rules name with a port. */
final class DeclaredServices {

  private final ServiceRegistry.Builder registry = ServiceRegistry.builder();
  private final Map<String, List<Integer>> ports = new LinkedHashMap<>();
  private final Map<String, List<ServiceRef>> entryHosts = new LinkedHashMap<>();
  private final Set<ServiceRef> clusterNames = new HashSet<>();
  private final Findings findings;
  private final DeclaredSubsets subsets;

  DeclaredServices(Findings findings, DeclaredSubsets subsets) {
    this.findings = findings;
    this.subsets = subsets;
  }

  /** Remembers that a ServiceEntry describes a service. */
  void addEntryHost(Resource entry, ServiceRef service) {
    String key = entry.namespace() + "/" + entry.name();
    entryHosts.computeIfAbsent(key, k -> new ArrayList<>()).add(service);
  }

  /** The hosts of a ServiceEntry; none where it was not read. */
  List<ServiceRef> hostsOfEntry(String namespace, String name) {
    return entryHosts.getOrDefault(namespace + "/" + name, List.of());
  }

  void addPort(ServiceRef service, int port) {
    List<Integer> known = ports.computeIfAbsent(service.host(), h -> new ArrayList<>());
    if (!known.contains(port)) {
      known.add(port);
    }
  }

  void addEndpoint(
      ServiceRef service, Labels labels, boolean tls, String address, int port, Node at) {
    URI uri = uri(tls, address, port);
    if (uri != null && labels.problems("").isEmpty()) {
      registry.endpoint(service, labels, uri);
    } else {
      checkEndpoint(labels, address, at);
    }
  }

  /** Reports what is wrong with an endpoint, whatever its service. */
  void checkEndpoint(Labels labels, String address, Node at) {
    List<Problem> problems = labels.problems("");
    problems.forEach(p -> findings.problem(at, p.value(), p.expected()));
    if (problems.isEmpty() && uri(false, address, 80) == null) {
      List<Problem> underscore =
          address.indexOf('_') < 0 ? List.of() : ServiceRef.host(address).problems("");
      findings.problem(
          at, underscore.isEmpty() ? "an IP address or a host name" : underscore.get(0).expected());
    }
  }

  private static @Nullable URI uri(boolean tls, String address, int port) {
    String host =
        address.indexOf(':') >= 0 && !address.startsWith("[") ? "[" + address + "]" : address;
    try {
      URI uri = new URI((tls ? "https" : "http") + "://" + host + ":" + port);
      return host.equals(uri.getHost()) && uri.getPort() == port ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** Checks whether a service has the port that a rule names, or a single port if it names none. */
  void check(ServiceRef service, Labels labels, Node at) {
    List<Integer> known = ports.get(service.host());
    if (known == null) {
      addClusterName(service, labels, at);
    } else if (service.port() != null && !known.contains(service.port())) {
      findings.problem(
          at,
          "port " + service.port(),
          "a port of " + service.host() + ": " + Suggestion.list(known));
    } else if (service.port() == null && known.size() > 1) {
      String text =
          service.host() + " has the ports " + Suggestion.list(known) + " and none is named, so ";
      findings.warning(at, text + known.get(0) + " is taken");
    }
  }

  /** In a cluster a service is found under its own name; only its subsets are not. */
  private void addClusterName(ServiceRef service, Labels labels, Node at) {
    Integer port = service.port();
    if (service.clusterNamespace().isEmpty() || port == null || !labels.isEmpty()) {
      findings.note(at, service.host() + " is described by no ServiceEntry read here");
      return;
    }
    if (clusterNames.add(service) && service.problems("").isEmpty()) {
      boolean tls = Boolean.TRUE.equals(subsets.usesTls(service, port));
      addEndpoint(service, Labels.none(), tls, service.host(), port, at);
      findings.note(at, service + " is looked up under its cluster name " + service.host());
    }
  }

  ServiceRegistry registry() {
    try {
      return registry.build();
    } catch (InvalidConfigurationException e) {
      e.problems().forEach(findings::add);
      return ServiceRegistry.empty();
    }
  }
}

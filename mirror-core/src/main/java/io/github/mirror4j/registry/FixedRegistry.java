package io.github.mirror4j.registry;

import io.github.mirror4j.rule.ServiceRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A registry that never changes.
 *
 * <p>A service is found by each of its hosts. A short name that was registered without a namespace
 * is looked up last, so that it serves every namespace except those that are registered.
 */
final class FixedRegistry implements ServiceRegistry {

  static final FixedRegistry EMPTY = new FixedRegistry(Map.of());

  private final Table named = new Table();
  private final Table anyNamespace = new Table();

  /**
   * Endpoints by host. A service that was registered with ports has endpoints for each port; a
   * look-up without a port finds those of the first. A service that was registered without a port
   * is found for any port.
   */
  private static final class Table {

    private final Map<String, List<Endpoint>> byHost = new HashMap<>();
    private final Map<String, Integer> firstPorts = new HashMap<>();

    void add(String host, @Nullable Integer port, List<Endpoint> endpoints) {
      if (port != null) {
        byHost.merge(host + ":" + port, endpoints, Table::joined);
      }
      if (port == null || firstPorts.computeIfAbsent(host, h -> port).equals(port)) {
        byHost.merge(host, endpoints, Table::joined);
      }
    }

    List<Endpoint> find(ServiceRef service) {
      for (String host : service.hosts()) {
        boolean apart = service.port() != null && firstPorts.containsKey(host);
        List<Endpoint> endpoints = byHost.get(apart ? host + ":" + service.port() : host);
        if (endpoints != null) {
          return endpoints;
        }
      }
      return List.of();
    }

    private static List<Endpoint> joined(List<Endpoint> first, List<Endpoint> second) {
      List<Endpoint> all = new ArrayList<>(first);
      all.addAll(second);
      return List.copyOf(all);
    }
  }

  FixedRegistry(Map<ServiceRef, List<Endpoint>> services) {
    services.forEach(
        (service, endpoints) -> {
          boolean isAny = service.name() != null && service.namespace() == null;
          List<String> hosts = service.hosts();
          for (String host : isAny ? hosts : withoutShortName(hosts)) {
            (isAny ? anyNamespace : named).add(host, service.port(), List.copyOf(endpoints));
          }
        });
  }

  @Override
  public List<Endpoint> endpoints(ServiceRef service) {
    List<Endpoint> found = named.find(service);
    return found.isEmpty() ? anyNamespace.find(service) : found;
  }

  @Override
  public boolean isFixed() {
    return true;
  }

  /** Returns the registry as text: its services with their endpoints. */
  @Override
  public String toString() {
    return named.byHost + " in any namespace " + anyNamespace.byHost;
  }

  private static List<String> withoutShortName(List<String> hosts) {
    return hosts.size() > 1 ? hosts.subList(0, hosts.size() - 1) : hosts;
  }
}

package io.github.mirror4j.registry;

import io.github.mirror4j.rule.ServiceRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A registry that never changes.
 *
 * <p>A service is found under every host that stands for it. A short name that was registered
 * without a namespace is looked up last, so that it serves every namespace but those registered.
 */
final class FixedRegistry implements ServiceRegistry {

  static final FixedRegistry EMPTY = new FixedRegistry(Map.of());

  private final Map<String, List<Endpoint>> byHost = new HashMap<>();
  private final Map<String, List<Endpoint>> anyNamespace = new HashMap<>();

  FixedRegistry(Map<ServiceRef, List<Endpoint>> services) {
    services.forEach(
        (service, endpoints) -> {
          boolean isAny = service.name() != null && service.namespace() == null;
          List<String> hosts = service.hosts();
          for (String host : isAny ? hosts : withoutShortName(hosts)) {
            (isAny ? anyNamespace : byHost)
                .merge(host, List.copyOf(endpoints), FixedRegistry::joined);
          }
        });
  }

  @Override
  public List<Endpoint> endpoints(ServiceRef service) {
    List<Endpoint> named = find(byHost, service);
    return named.isEmpty() ? find(anyNamespace, service) : named;
  }

  private static List<Endpoint> find(Map<String, List<Endpoint>> services, ServiceRef service) {
    for (String host : service.hosts()) {
      List<Endpoint> endpoints = services.get(host);
      if (endpoints != null) {
        return endpoints;
      }
    }
    return List.of();
  }

  @Override
  public boolean isFixed() {
    return true;
  }

  /** The registry as text: its services with their endpoints. */
  @Override
  public String toString() {
    return byHost + " in any namespace " + anyNamespace;
  }

  private static List<String> withoutShortName(List<String> hosts) {
    return hosts.size() > 1 ? hosts.subList(0, hosts.size() - 1) : hosts;
  }

  private static List<Endpoint> joined(List<Endpoint> first, List<Endpoint> second) {
    List<Endpoint> all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }
}

package io.github.mirror4j.select;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of a service that have certain labels, used in turn.
 *
 * <p>A list of endpoints from the registry is filtered once, and the result is kept for as long as
 * the registry returns the same list. A fixed registry is asked only once, when the subset is
 * created.
 */
final class Subset {

  private record Filtered(List<Endpoint> all, List<Endpoint> subset) {}

  private final @Nullable ServiceRegistry live;
  private final ServiceRef service;
  private final List<String> hosts;
  private final Labels labels;
  private final AtomicInteger turn = new AtomicInteger();
  private volatile Filtered filtered;

  private Subset(
      @Nullable ServiceRegistry live, ServiceRef service, Labels labels, List<Endpoint> all) {
    this.live = live;
    this.service = service;
    hosts = service.hosts();
    this.labels = labels;
    filtered = filter(all);
  }

  static Subset of(ServiceRegistry registry, ServiceRef service, Labels labels) {
    return new Subset(
        registry.isFixed() ? null : registry, service, labels, ask(registry, service));
  }

  /** Returns the endpoints of a rule's target. */
  static Subset of(RouteRule rule, MirrorTarget target, ServiceRegistry registry) {
    return switch (target) {
      case MirrorTarget.ToUri(URI base) -> of(new Endpoint(base, Labels.none()));
      case MirrorTarget.ToService(ServiceRef service, Labels labels) ->
          of(registry, service.withDefaultNamespace(rule.namespace()), labels);
    };
  }

  /** Returns a subset of one address. */
  static Subset of(Endpoint endpoint) {
    return new Subset(null, ServiceRef.host(""), Labels.none(), List.of(endpoint));
  }

  /** Returns whether the service has no endpoint at all, whatever its labels. */
  boolean isUnknownService() {
    return filtered.all().isEmpty();
  }

  /**
   * Returns the distinct labels of the service's endpoints, whether they belong to this subset or
   * not.
   */
  List<Labels> knownLabels() {
    return filtered.all().stream().map(Endpoint::labels).distinct().toList();
  }

  /**
   * Returns whether a request is addressed to the service by its host. Makes no text of it, unless
   * the host is an IPv6 address.
   */
  boolean isAddressedBy(URI request) {
    String host = request.getHost();
    if (host == null || host.indexOf(':') >= 0) {
      return host != null && service.matches(host);
    }
    for (int i = 0; i < hosts.size(); i++) {
      if (hosts.get(i).equalsIgnoreCase(host)) {
        return true;
      }
    }
    return false;
  }

  ServiceRef service() {
    return service;
  }

  boolean isFixed() {
    return live == null;
  }

  /** Returns the next endpoint in turn; null if there is none. */
  @Nullable Endpoint next() {
    List<Endpoint> endpoints = endpoints();
    return switch (endpoints.size()) {
      case 0 -> null;
      case 1 -> endpoints.get(0);
      default -> endpoints.get(Math.floorMod(turn.getAndIncrement(), endpoints.size()));
    };
  }

  @SuppressWarnings("ReferenceEquality") // the same list means that nothing has changed
  List<Endpoint> endpoints() {
    Filtered current = filtered;
    if (live == null) {
      return current.subset();
    }
    List<Endpoint> all = ask(live, service);
    if (all != current.all()) {
      current = filter(all);
      filtered = current;
    }
    return current.subset();
  }

  /**
   * Asks the registry. If it throws, the service has no endpoints, as {@link ServiceRegistry}
   * documents.
   */
  private static List<Endpoint> ask(ServiceRegistry registry, ServiceRef service) {
    try {
      return registry.endpoints(service);
    } catch (RuntimeException e) {
      return List.of();
    }
  }

  private Filtered filter(List<Endpoint> all) {
    return new Filtered(all, all.stream().filter(e -> e.labels().containsAll(labels)).toList());
  }

  /** Returns the subset as text, such as {@code httpbin{version=v2}}. */
  @Override
  public String toString() {
    return service + labels.toString();
  }
}

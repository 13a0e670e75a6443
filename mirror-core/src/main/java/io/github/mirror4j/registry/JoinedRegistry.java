package io.github.mirror4j.registry;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.ServiceRef;
import java.util.List;

/** Two registries; the second one is asked for services that the first one does not know. */
record JoinedRegistry(ServiceRegistry first, ServiceRegistry second) implements ServiceRegistry {

  JoinedRegistry {
    requireNonNull(first, "first");
    requireNonNull(second, "fallback");
  }

  @Override
  public List<Endpoint> endpoints(ServiceRef service) {
    List<Endpoint> endpoints = first.endpoints(service);
    return endpoints.isEmpty() ? second.endpoints(service) : endpoints;
  }

  @Override
  public boolean isFixed() {
    return first.isFixed() && second.isFixed();
  }
}

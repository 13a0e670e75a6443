package io.github.mirror4j.registry;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.CheckReturnValue;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.ServiceRef;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A source of the endpoints of services.
 *
 * <p>{@link #builder()} builds a registry with fixed content. Other implementations, such as a
 * service discovery, may return different endpoints on each call. The library calls a registry on
 * the caller's thread for each primary that a rule routes, and on the copy's thread for copies.
 * Implementations must therefore be thread-safe and return from memory, without blocking. If a
 * registry throws an exception, the service has no endpoints for that call.
 *
 * @since 0.1.0
 */
public interface ServiceRegistry {

  /**
   * Returns the endpoints of all versions of a service.
   *
   * @param service the service, its namespace filled in; {@link ServiceRef#hosts()} lists its names
   * @return the endpoints; empty if the service is not known. A returned list must not change
   *     afterwards: returning the same list again means that nothing has changed
   */
  List<Endpoint> endpoints(ServiceRef service);

  /**
   * Returns whether the endpoints never change. A rule set then looks them up once, when it is
   * built, and immediately rejects a mirror or a route without endpoints.
   *
   * @return false by default
   */
  default boolean isFixed() {
    return false;
  }

  /**
   * Returns a registry that asks another one for the services that this one does not know.
   *
   * @param fallback the other registry, asked if this one has no endpoint
   * @return both as one registry
   */
  @CheckReturnValue
  default ServiceRegistry or(ServiceRegistry fallback) {
    return new JoinedRegistry(this, fallback);
  }

  /**
   * Returns a registry that knows no service.
   *
   * @return the empty registry
   */
  static ServiceRegistry empty() {
    return FixedRegistry.EMPTY;
  }

  /**
   * Returns a builder of a registry with fixed content.
   *
   * @return a new builder
   */
  @CheckReturnValue
  static Builder builder() {
    return new Builder();
  }

  /**
   * Builds a registry with fixed content. Not thread-safe.
   *
   * @since 0.1.0
   */
  final class Builder {

    private final Map<ServiceRef, List<Endpoint>> services = new LinkedHashMap<>();

    Builder() {}

    /**
     * Adds an endpoint.
     *
     * @param service the service, as in {@link ServiceRef#of}; a short name without a namespace
     *     stands for the service of that name in every namespace that is not registered itself
     * @param labels the labels of the version that runs there
     * @param uri an absolute http or https URI; a path in it comes before the path of each request
     * @return this builder
     */
    public Builder endpoint(String service, Labels labels, URI uri) {
      return endpoint(ServiceRef.of(service), labels, uri);
    }

    /**
     * Adds an endpoint without labels.
     *
     * @param service the service, as in {@link ServiceRef#of}
     * @param uri an absolute http or https URI
     * @return this builder
     */
    public Builder endpoint(String service, URI uri) {
      return endpoint(service, Labels.none(), uri);
    }

    /**
     * Adds an endpoint.
     *
     * @param service the service
     * @param labels the labels of the version that runs there
     * @param uri an absolute http or https URI
     * @return this builder
     */
    public Builder endpoint(ServiceRef service, Labels labels, URI uri) {
      requireNonNull(service, "service");
      services.computeIfAbsent(service, s -> new ArrayList<>()).add(new Endpoint(uri, labels));
      return this;
    }

    /**
     * Builds the registry.
     *
     * @return an immutable, thread-safe registry
     * @throws InvalidConfigurationException if the registry is invalid; lists every problem
     */
    public ServiceRegistry build() {
      List<Problem> problems = new ArrayList<>();
      services.forEach((service, endpoints) -> check(service, endpoints, problems));
      InvalidConfigurationException.throwIfAny("registry", problems);
      return new FixedRegistry(services);
    }

    private static void check(
        ServiceRef service, List<Endpoint> endpoints, List<Problem> problems) {
      String path = "service \"" + service + '"';
      problems.addAll(service.problems(path));
      if (service.isWildcard()) {
        problems.add(Problem.ofText(path, service.toString(), "one service, no wildcard"));
      }
      for (int i = 0; i < endpoints.size(); i++) {
        String place = path + ".endpoint[" + i + "]";
        problems.addAll(endpoints.get(i).labels().problems(place + ".labels"));
        problems.addAll(new MirrorTarget.ToUri(endpoints.get(i).uri()).problems(place));
      }
    }
  }
}

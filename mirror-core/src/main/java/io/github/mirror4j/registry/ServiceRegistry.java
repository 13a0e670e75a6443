package io.github.mirror4j.registry;

import io.github.mirror4j.rule.CheckReturnValue;
import io.github.mirror4j.rule.ServiceRef;
import java.util.List;

/**
 * Knows the endpoints of services.
 *
 * <p>{@link #builder()} makes a registry with a fixed content. An own implementation may answer
 * differently from call to call (a service discovery, say). It is asked on the caller's thread for
 * each primary that a rule routes, so it must be thread-safe and answer from memory, without
 * blocking; for copies it is asked on the copy's thread. What it throws is taken for "no
 * endpoints".
 *
 * @since 0.1.0
 */
public interface ServiceRegistry {

  /**
   * The endpoints of a service, of all versions.
   *
   * @param service the service, its namespace filled in; {@link ServiceRef#hosts()} lists its names
   * @return the endpoints; empty where the service is not known. A list that was returned once must
   *     not change: the same list again means that nothing has changed
   */
  List<Endpoint> endpoints(ServiceRef service);

  /**
   * Whether the answers never change, so that a rule set may ask once, when it is built. A mirror
   * or a route without endpoints is then refused at once.
   *
   * @return false by default
   */
  default boolean isFixed() {
    return false;
  }

  /**
   * This registry, and another one for the services that it does not know.
   *
   * @param fallback the other one, asked where this one answers with no endpoint
   * @return both as one registry
   */
  @CheckReturnValue
  default ServiceRegistry or(ServiceRegistry fallback) {
    return new JoinedRegistry(this, fallback);
  }

  /**
   * A registry that knows no service.
   *
   * @return the empty registry
   */
  static ServiceRegistry empty() {
    return FixedRegistry.EMPTY;
  }

  /**
   * Starts a registry with a fixed content.
   *
   * @return a new builder
   */
  @CheckReturnValue
  static ServiceRegistryBuilder builder() {
    return new ServiceRegistryBuilder();
  }
}

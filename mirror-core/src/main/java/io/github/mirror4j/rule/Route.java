package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A weighted route for the primary, to a subset of the destination or of another service.
 *
 * <p>Source of the semantic: {@code DestinationWeight} (Istio 0.5). A single route gets every
 * request, whatever its weight. Among several routes, one of weight 0 gets none and needs no
 * endpoint. Immutable and thread-safe.
 *
 * @param destination the service; absent means the rule's destination
 * @param labels the subset of the service's endpoints
 * @param weight the share in percent, 0 to 100; relative to the total if the rule has relative
 *     weights
 * @since 0.1.0
 */
@CheckReturnValue
public record Route(@Nullable ServiceRef destination, Labels labels, int weight) {

  /**
   * Creates a route.
   *
   * @throws NullPointerException if {@code labels} is null
   */
  public Route {
    requireNonNull(labels, "labels");
  }

  /**
   * Returns a route to a subset of the rule's destination.
   *
   * @param labels the subset
   * @param weight the share in percent, 0 to 100
   * @return the route, not validated yet
   */
  public static Route to(Labels labels, int weight) {
    return new Route(null, labels, weight);
  }

  /** Returns the route as text, such as {@code {version=v1} 100 %}. */
  @Override
  public String toString() {
    String service = destination == null ? "" : destination.toString();
    String subset = service + labels;
    return (subset.isEmpty() ? "all endpoints" : subset) + " " + weight + " %";
  }
}

package io.github.mirror4j.select;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A mirror of a rule, in a rule set.
 *
 * <p>Thread-safe; its settings never change, the endpoints it gives take turns.
 *
 * @since 0.1.0
 */
public final class RuleMirror {

  private final RouteRule rule;
  private final Mirror mirror;
  private final int index;
  private final Subset endpoints;
  private final UnaryOperator<String> rewrite;
  private final boolean sameService;

  RuleMirror(RouteRule rule, Mirror mirror, int index, ServiceRegistry registry) {
    this.rule = rule;
    this.mirror = mirror;
    this.index = index;
    endpoints = subset(rule, mirror, registry);
    rewrite = mirror.pathRewrite().map(r -> r.compile()).orElse(UnaryOperator.identity());
    sameService = isSameService(rule, mirror);
  }

  /**
   * The rule that this mirror belongs to.
   *
   * @return the rule
   */
  public RouteRule rule() {
    return rule;
  }

  /**
   * The mirror as the rule states it.
   *
   * @return the mirror
   */
  public Mirror mirror() {
    return mirror;
  }

  /**
   * This mirror's place among all mirrors of the rule set.
   *
   * @return 0 to {@code RuleSet.mirrors().size() - 1}
   */
  public int index() {
    return index;
  }

  /**
   * Whether the mirror is the rule's own destination, perhaps another version of it.
   *
   * @return true if credentials for the destination are meant for the mirror too
   */
  public boolean isSameService() {
    return sameService;
  }

  /**
   * Where the copy of a request goes: the next endpoint in turn, with the mirror's path rewrite.
   *
   * <p>Asks a registry that is not fixed, so it may run foreign code.
   *
   * @param request the URI of the request as the caller wrote it; path and query are taken raw
   * @return the copy's URI; empty where the registry knows no endpoint now
   * @throws IllegalArgumentException if a path rewrite by a pattern makes no URI of this request's
   */
  public Optional<URI> address(URI request) {
    return Optional.ofNullable(endpoints.next()).map(endpoint -> address(endpoint, request));
  }

  /**
   * Where the copy of a request may go: at each of the endpoints that take turns at present, with
   * the mirror's path rewrite. It does not count as a turn.
   *
   * @param request the URI of the request, with its rule's changes ({@link Selection#rewrite});
   *     path and query are taken raw
   * @return the copy's URIs; empty where the registry knows no endpoint now
   * @throws IllegalArgumentException if a path rewrite by a pattern makes no URI of this request's
   */
  public List<URI> addresses(URI request) {
    return endpoints().stream().map(endpoint -> address(endpoint, request)).distinct().toList();
  }

  private URI address(Endpoint endpoint, URI request) {
    String path = request.getRawPath();
    String start = path == null || path.isEmpty() ? "/" : path;
    return endpoint.resolve(rewrite.apply(start), request.getRawQuery());
  }

  /**
   * Whether {@link #address} asks a registry, which is not fixed and may be foreign code.
   *
   * @return false if all endpoints are known from the start
   */
  public boolean asksRegistry() {
    return !endpoints.isFixed();
  }

  /**
   * The endpoints that take turns at present.
   *
   * @return the endpoints; empty where the registry knows none
   */
  public List<Endpoint> endpoints() {
    return endpoints.endpoints();
  }

  /** The mirror as text, with its rule's name. */
  @Override
  public String toString() {
    return rule.name() + " -> " + mirror;
  }

  Subset subset() {
    return endpoints;
  }

  /** Whether copies can never be sent, because a fixed registry knows no endpoint. */
  boolean isUnresolvable() {
    return endpoints.isFixed() && endpoints.endpoints().isEmpty();
  }

  private static Subset subset(RouteRule rule, Mirror mirror, ServiceRegistry registry) {
    return switch (mirror.target()) {
      case MirrorTarget.ToUri(URI base) -> Subset.of(new Endpoint(base, Labels.none()));
      case MirrorTarget.ToService(ServiceRef service, Labels labels) ->
          Subset.of(registry, service.withDefaultNamespace(rule.namespace()), labels);
    };
  }

  private static boolean isSameService(RouteRule rule, Mirror mirror) {
    if (rule.destination().isWildcard()) {
      return false;
    }
    @Nullable String host =
        switch (mirror.target()) {
          case MirrorTarget.ToUri(URI base) ->
              base.getHost() == null
                  ? null
                  : ServiceRef.host(base.getHost().toLowerCase(Locale.ROOT)).host();
          case MirrorTarget.ToService(ServiceRef service, Labels labels) ->
              service.withDefaultNamespace(rule.namespace()).host();
        };
    return host != null && rule.destination().host().equals(host);
  }
}

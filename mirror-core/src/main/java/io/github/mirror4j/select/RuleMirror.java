package io.github.mirror4j.select;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.text.HttpText;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A mirror of a rule, in a rule set.
 *
 * <p>Thread-safe. The settings never change; the endpoints are used in turn.
 *
 * @since 0.1.0
 */
public final class RuleMirror {

  private final RouteRule rule;
  private final Mirror mirror;
  private final MirrorId id;
  private final int index;
  private final Subset endpoints;
  private final UnaryOperator<String> rewrite;
  private final boolean sameService;
  private final boolean baselineAtSameService;
  private final @Nullable MirrorComparison comparison;

  RuleMirror(RouteRule rule, Mirror mirror, int index, ServiceRegistry registry) {
    this.rule = rule;
    this.mirror = mirror;
    this.index = index;
    id = new MirrorId(rule.qualifiedName(), mirror.name());
    endpoints = Subset.of(rule, mirror.target(), registry);
    rewrite = mirror.pathRewrite().map(r -> r.compile()).orElse(UnaryOperator.identity());
    sameService = isSameService(rule, mirror.target());
    baselineAtSameService =
        mirror
            .comparison()
            .flatMap(Comparison::baseline)
            .flatMap(Comparison.Baseline::target)
            .map(target -> isSameService(rule, target))
            .orElse(true);
    comparison = MirrorComparison.of(rule, mirror, registry);
  }

  /**
   * Returns the rule that this mirror belongs to.
   *
   * @return the rule
   */
  public RouteRule rule() {
    return rule;
  }

  /**
   * Returns the mirror as the rule defines it.
   *
   * @return the mirror
   */
  public Mirror mirror() {
    return mirror;
  }

  /**
   * Returns the id of this mirror, which is unique within a rule set.
   *
   * @return the names of the rule and of the mirror
   */
  public MirrorId id() {
    return id;
  }

  /**
   * Returns this mirror's place among all mirrors of the rule set.
   *
   * @return 0 to {@code RuleSet.mirrors().size() - 1}
   */
  public int index() {
    return index;
  }

  /**
   * Returns whether the mirror is the rule's own destination, possibly another version of it.
   *
   * @return true if credentials for the destination are meant for the mirror too
   */
  public boolean isSameService() {
    return sameService;
  }

  /**
   * Returns whether baselines stay at the rule's service, so that they may carry its credentials:
   * they go where the primary goes, or to a deployment under the service's own name.
   *
   * @return whether no baseline leaves the service
   */
  public boolean isBaselineAtSameService() {
    return baselineAtSameService;
  }

  /**
   * Returns where the copy of a request goes: to the next endpoint in turn, with the mirror's path
   * rewrite.
   *
   * <p>If the registry is not fixed, this method calls it, so it may run user code.
   *
   * @param request the URI of the request as the caller wrote it; path and query are taken raw
   * @return the copy's URI; empty if the registry has no endpoint at present
   * @throws IllegalArgumentException if a path rewrite by a pattern turns the request's URI into an
   *     invalid one
   */
  public Optional<URI> address(URI request) {
    return Optional.ofNullable(endpoints.next()).map(endpoint -> address(endpoint, request));
  }

  /**
   * Returns where the copy of a request may go: to each of the present endpoints, with the mirror's
   * path rewrite. The call does not count as a turn.
   *
   * @param request the URI of the request, with its rule's changes ({@link Selection#rewrite});
   *     path and query are taken raw
   * @return the copy's URIs; empty if the registry has no endpoint at present
   * @throws IllegalArgumentException if a path rewrite by a pattern turns the request's URI into an
   *     invalid one
   */
  public List<URI> addresses(URI request) {
    return endpoints().stream().map(endpoint -> address(endpoint, request)).distinct().toList();
  }

  private URI address(Endpoint endpoint, URI request) {
    return endpoint.resolve(
        rewrite.apply(HttpText.pathOf(request.getRawPath())), request.getRawQuery());
  }

  /**
   * Returns whether {@link #address} calls a registry that is not fixed and may be user code.
   *
   * @return false if all endpoints are known from the start
   */
  public boolean asksRegistry() {
    return !endpoints.isFixed();
  }

  /**
   * Returns the present endpoints, which are used in turn.
   *
   * @return the endpoints; empty if the registry has none
   */
  public List<Endpoint> endpoints() {
    return endpoints.endpoints();
  }

  /**
   * Returns where the baseline of a request goes if it has a deployment of its own ({@link
   * io.github.mirror4j.rule.Comparison#withBaselineAt}): to the next endpoint in turn. The mirror's
   * path rewrite is not applied, since the old version expects the primary's path.
   *
   * <p>If the registry is not fixed, this method calls it, so it may run user code.
   *
   * @param request the URI of the request, with its rule's changes ({@link Selection#rewrite});
   *     path and query are taken raw
   * @return the baseline's URI; empty if it goes where the primary goes, or if the registry has no
   *     endpoint at present
   */
  public Optional<URI> baselineAddress(URI request) {
    return Optional.ofNullable(comparison)
        .map(MirrorComparison::nextBaseline)
        .map(
            endpoint ->
                endpoint.resolve(HttpText.pathOf(request.getRawPath()), request.getRawQuery()));
  }

  /** Returns the mirror as text, with its rule's name. */
  @Override
  public String toString() {
    return rule.name() + " -> " + mirror;
  }

  Subset subset() {
    return endpoints;
  }

  /**
   * Returns whether some requests are copied, compared or sent as a baseline, and others are not.
   */
  boolean needsDraw() {
    int share = mirror.millionths();
    boolean isShared = share > 0 && share < Draw.RANGE;
    return isShared || (comparison != null && comparison.isShared());
  }

  @Nullable MirrorComparison compiledComparison() {
    return comparison;
  }

  /** Returns whether copies can never be sent because a fixed registry has no endpoint. */
  boolean isUnresolvable() {
    return endpoints.isFixed() && endpoints.endpoints().isEmpty();
  }

  private static boolean isSameService(RouteRule rule, MirrorTarget target) {
    if (rule.destination().isWildcard()) {
      return false;
    }
    @Nullable String host =
        switch (target) {
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

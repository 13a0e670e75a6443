package io.github.mirror4j.http.settings;

import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.select.RuleMirror;
import io.github.mirror4j.select.RuleSet;
import io.github.mirror4j.text.RulePlace;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Finds mirrors whose copies go to the service's own name in a cluster, because nothing says where
 * else it is. Outside of a cluster such a name does not resolve.
 */
final class ClusterNames {

  /** Kubernetes sets it in every container. */
  static final boolean ARE_KNOWN_HERE = System.getenv("KUBERNETES_SERVICE_HOST") != null;

  private ClusterNames() {}

  static List<String> warnings(RuleSet rules) {
    return rules.mirrors().stream().flatMap(mirror -> warning(mirror).stream()).toList();
  }

  private static Optional<String> warning(RuleMirror mirror) {
    // A status must not wait for a registry that is foreign code.
    if (!(mirror.mirror().target() instanceof MirrorTarget.ToService target)
        || mirror.asksRegistry()) {
      return Optional.empty();
    }
    ServiceRef service = target.service().withDefaultNamespace(mirror.rule().namespace());
    return mirror.endpoints().stream()
        .map(endpoint -> endpoint.uri())
        .filter(
            uri -> service.clusterNamespace().isPresent() && service.host().equals(uri.getHost()))
        .findFirst()
        .map(uri -> text(mirror, uri));
  }

  private static String text(RuleMirror mirror, URI uri) {
    return "%s.mirror \"%s\": nothing says where %s is, so copies go to %s, which only a cluster can resolve (expected: a ServiceEntry with endpoints, or an endpoint in the registry)"
        .formatted(place(mirror.rule()), mirror.mirror().name(), mirror.mirror().target(), uri);
  }

  /** Names a rule, with the file that it comes from. */
  static String place(RouteRule rule) {
    return RulePlace.of(rule.origin(), rule.qualifiedName());
  }
}

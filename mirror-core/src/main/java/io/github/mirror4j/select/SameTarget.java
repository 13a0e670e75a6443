package io.github.mirror4j.select;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.text.HttpText;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out whether a primary goes where its copy goes. To compare their responses would be to
 * compare a version with itself.
 */
final class SameTarget {

  private SameTarget() {}

  /** Returns whether a route's endpoint is one of those that the mirror sends copies to. */
  static boolean ofRoute(Subset route, Endpoint endpoint, RuleMirror mirror) {
    return switch (mirror.mirror().target()) {
      case MirrorTarget.ToUri(URI base) -> address(endpoint.uri()).equals(address(base));
      case MirrorTarget.ToService to ->
          isSameService(route.service(), mirror.subset().service())
              && endpoint.labels().containsAll(to.labels());
    };
  }

  /**
   * Returns whether a request that is not routed goes to the mirror's host anyway. Which version
   * responds at a host is not known, so a mirror with labels is not the same.
   */
  static boolean ofRequest(URI request, RuleMirror mirror) {
    return switch (mirror.mirror().target()) {
      case MirrorTarget.ToUri(URI base) -> address(request.resolve("/")).equals(address(base));
      case MirrorTarget.ToService to ->
          to.labels().isEmpty() && mirror.subset().service().matches(host(request));
    };
  }

  /** Returns whether a baseline goes to an endpoint of the mirror, as far as that is fixed. */
  static boolean ofBaseline(Subset baseline, RuleMirror mirror) {
    if (!baseline.isFixed() || mirror.asksRegistry()) {
      return false;
    }
    Set<String> copies = addresses(mirror.endpoints());
    return addresses(baseline.endpoints()).stream().anyMatch(copies::contains);
  }

  private static Set<String> addresses(List<Endpoint> endpoints) {
    return endpoints.stream().map(endpoint -> address(endpoint.uri())).collect(Collectors.toSet());
  }

  private static boolean isSameService(ServiceRef one, ServiceRef other) {
    return one.host().equals(other.host()) && Objects.equals(one.port(), other.port());
  }

  private static String host(URI uri) {
    return uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
  }

  /** Returns the address in one notation: scheme, host, port and base path. */
  private static String address(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String base = HttpText.withoutTrailingSlash(path);
    return scheme + "://" + host(uri) + ":" + port + base;
  }
}

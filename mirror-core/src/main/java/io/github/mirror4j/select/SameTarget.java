package io.github.mirror4j.select;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.text.HttpText;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a primary goes where its copy goes. Comparing their responses would compare a
 * version with itself.
 */
final class SameTarget {

  private SameTarget() {}

  /** Returns whether a route's endpoint is one of those that the mirror sends copies to. */
  static boolean ofRoute(Subset route, Endpoint endpoint, RuleMirror mirror) {
    return switch (mirror.mirror().target()) {
      case MirrorTarget.ToUri(URI base) -> isSameAddress(endpoint.uri(), base);
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
      case MirrorTarget.ToUri(URI base) -> pathLength(base) == 0 && isSameOrigin(request, base);
      case MirrorTarget.ToService to ->
          to.labels().isEmpty() && mirror.subset().isAddressedBy(request);
    };
  }

  /** Returns whether a baseline goes to an endpoint of the mirror, as far as that is fixed. */
  static boolean ofBaseline(Subset baseline, RuleMirror mirror) {
    if (!baseline.isFixed() || mirror.asksRegistry()) {
      return false;
    }
    return baseline.endpoints().stream()
        .anyMatch(
            one ->
                mirror.endpoints().stream().anyMatch(each -> isSameAddress(one.uri(), each.uri())));
  }

  private static boolean isSameService(ServiceRef one, ServiceRef other) {
    return one.host().equals(other.host()) && Objects.equals(one.port(), other.port());
  }

  /** Scheme, host, port and base path; makes no text of them, since callers' threads ask. */
  private static boolean isSameAddress(URI one, URI other) {
    int length = pathLength(one);
    return isSameOrigin(one, other)
        && length == pathLength(other)
        && (length == 0 || one.getRawPath().regionMatches(0, other.getRawPath(), 0, length));
  }

  private static boolean isSameOrigin(URI one, URI other) {
    return isSameText(one.getScheme(), other.getScheme())
        && isSameText(one.getHost(), other.getHost())
        && port(one) == port(other);
  }

  private static boolean isSameText(@Nullable String one, @Nullable String other) {
    return one != null && one.equalsIgnoreCase(other);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : HttpText.isHttps(uri) ? 443 : 80;
  }

  /** The length of the base path, without the slash at its end. */
  private static int pathLength(URI uri) {
    String path = uri.getRawPath();
    if (path == null) {
      return 0;
    }
    return path.endsWith("/") ? path.length() - 1 : path.length();
  }
}

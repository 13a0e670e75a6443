package io.github.mirror4j.select;

import io.github.mirror4j.registry.Endpoint;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What decides about the comparisons of one request. It exists only for rules of which a mirror is
 * compared.
 *
 * @param drawn the number from 0 to 999,999 that decided about the copies
 * @param method the request's method
 * @param request the request's URI, as the caller wrote it
 * @param route the subset to which the primary goes; null if it goes where its URI says
 * @param endpoint the endpoint of the route; null if there is none
 * @param isRouteDrawn whether chance decided about the route
 */
record Pairing(
    int drawn,
    String method,
    URI request,
    @Nullable Subset route,
    @Nullable Endpoint endpoint,
    boolean isRouteDrawn) {

  boolean isCompared(RuleMirror mirror) {
    MirrorComparison comparison = mirror.compiledComparison();
    return comparison != null && comparison.isCompared(drawn, method);
  }

  boolean hasBaseline(RuleMirror mirror) {
    MirrorComparison comparison = mirror.compiledComparison();
    return comparison != null && comparison.hasBaseline(drawn, method);
  }

  boolean isSameTarget(RuleMirror mirror) {
    if (route == null || endpoint == null) {
      return SameTarget.ofRequest(request, mirror);
    }
    return SameTarget.ofRoute(route, endpoint, mirror);
  }

  boolean isCanary(RuleMirror mirror) {
    return isRouteDrawn && endpoint != null && isSameTarget(mirror);
  }
}

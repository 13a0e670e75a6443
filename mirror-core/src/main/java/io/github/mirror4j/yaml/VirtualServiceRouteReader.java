package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.Route;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.yaml.dialect.RouteTimeout;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads one entry of a VirtualService's http list: matches, weighted routes and mirrors. */
final class VirtualServiceRouteReader {

  /** Fields of all Istio versions to date that act on the primary or on its response. */
  private static final String[] NOT_APPLIED = {
    "retries",
    "fault",
    "corsPolicy",
    "websocketUpgrade",
    "appendHeaders",
    "removeResponseHeaders",
    "appendResponseHeaders",
    "appendRequestHeaders",
    "removeRequestHeaders"
  };

  /** Fields that take the place of a route. */
  private static final List<String> INSTEAD_OF_ROUTE =
      List.of("redirect", "directResponse", "delegate");

  private final RuleDraft draft;
  private final DestinationReader destinations;
  private final Findings findings;
  private final String namespace;
  private final int rule;
  private final boolean isUnrouted;

  VirtualServiceRouteReader(RuleDraft draft, int rule, DestinationReader destinations) {
    this.draft = draft;
    this.rule = rule;
    this.destinations = destinations;
    findings = draft.resource().findings();
    namespace = draft.resource().namespace();
    isUnrouted = draft.resource().annotations().leavesPrimaries(rule);
  }

  void read(Fields entry) {
    PrimaryReader primary = readPrimary(entry, VirtualServiceMatch.readAll(entry, draft));
    entry.ignore("name");
    entry.notApplied(NOT_APPLIED);
    readRoutes(entry);
    VirtualServiceMirrors mirrors = new VirtualServiceMirrors(draft, rule, destinations);
    RouteTimeout timeout = RouteTimeout.ofRoute(entry, "timeout");
    mirrors.read(entry, timeout);
    primary.timeout(timeout);
    for (String field : INSTEAD_OF_ROUTE) {
      Node node = entry.get(field);
      if (node != null) {
        // Beside the other two, the mesh does not copy either.
        String lost = field.equals("delegate") ? mirrors.lost() : "";
        findings.warning(node, "not applied, and the rule neither routes nor copies" + lost);
      }
    }
    for (String field : List.of("redirect", "directResponse")) {
      for (String other : entry.has(field) ? List.of("rewrite", "fault") : List.<String>of()) {
        if (entry.has(other)) {
          String value = "beside " + other;
          findings.problem(Objects.requireNonNull(entry.get(field)), value, field + " alone");
        }
      }
    }
    boolean hasOther = INSTEAD_OF_ROUTE.stream().anyMatch(entry::has);
    if (hasOther && entry.has("route")) {
      findings.problem(
          entry.node(),
          "both a route and a replacement for it",
          "either a route or " + INSTEAD_OF_ROUTE);
    } else if (!hasOther) {
      if (!isUnrouted) {
        entry.required("route", "at least one destination" + Annotations.OR_UNROUTED);
      }
      mirrors.addToRule();
      primary.addToRule();
    }
    new AnnotationReader(draft, rule).applyToRule();
    entry.done();
    if (draft.isNever() && !draft.copies().isEmpty()) {
      String text = "is left out" + draft.copies() + ": none of its matches holds here";
      findings.warning(entry.node(), text);
    }
  }

  private PrimaryReader readPrimary(Fields entry, List<Match> matches) {
    PrimaryReader primary = new PrimaryReader(draft);
    Fields rewrite = entry.object("rewrite");
    if (rewrite != null) {
      primary.rewrite(rewrite, matches, true);
    }
    Fields headers = entry.object("headers");
    if (headers != null) {
      Fields request = headers.object("request");
      if (request != null) {
        primary.headers(request);
      }
      headers.notApplied("response");
      headers.done();
    }
    return primary;
  }

  private void readRoutes(Fields entry) {
    List<Fields> routes = entry.objects("route");
    Node place = entry.get("route");
    if (place == null) {
      return;
    }
    if (routes.isEmpty()) {
      findings.problem(place, "at least one destination");
    }
    draft.place("route", place);
    draft.builder().relativeWeights();
    for (int i = 0; i < routes.size(); i++) {
      readRoute(routes.get(i), i, routes.size() == 1);
    }
  }

  private void readRoute(Fields route, int index, boolean single) {
    route.required("destination", "a destination with a host");
    DestinationReader known = isUnrouted ? destinations.withoutLookUp() : destinations;
    DestinationReader.Destination to =
        known.read(route.object("destination"), namespace, draft.destination());
    Integer weight = route.integer("weight", 0, Integer.MAX_VALUE);
    route.notApplied("headers", "removeResponseHeaders", "appendResponseHeaders");
    route.notApplied("appendRequestHeaders", "removeRequestHeaders");
    route.done();
    draft.place("route[" + index + "]", route.node());
    int share = RuleDraft.share(weight, single);
    if (to != null && !isUnrouted) {
      draft.builder().route(new Route(elsewhere(to.service()), to.labels(), share));
    }
  }

  /** Null for the rule's own destination, which needs no endpoint of its own. */
  private @Nullable ServiceRef elsewhere(ServiceRef service) {
    ServiceRef own = draft.destination();
    boolean same = own != null && own.host().equals(service.host()) && service.port() == null;
    return same ? null : service;
  }

  static Mirror mirror(ServiceRef service, Labels labels) {
    return Mirror.to(new MirrorTarget.ToService(service, labels));
  }
}

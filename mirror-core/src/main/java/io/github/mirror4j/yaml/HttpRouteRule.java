package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.Route;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.yaml.dialect.RouteTimeout;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads one rule of an HTTPRoute but its matches: backends, filters and timeouts. */
final class HttpRouteRule {

  private static final int MAX_WEIGHT = 1_000_000;

  private final RuleDraft draft;
  private final int rule;
  private final DeclaredServices services;
  private final Findings findings;
  private final boolean isUnrouted;
  private final HttpRouteEdits edits;
  private final List<Mirror> mirrors = new ArrayList<>();
  private final List<Node> places = new ArrayList<>();
  private RouteTimeout timeout = RouteTimeout.NONE;

  HttpRouteRule(RuleDraft draft, int rule, DeclaredServices services, @Nullable String prefix) {
    edits = new HttpRouteEdits(new PrimaryReader(draft), prefix);
    this.draft = draft;
    this.rule = rule;
    this.services = services;
    findings = draft.resource().findings();
    isUnrouted = draft.resource().annotations().leavesPrimaries(rule);
  }

  void read(Fields fields) {
    fields.ignore("name", "matches");
    fields.notApplied("retry", "sessionPersistence");
    Fields timeouts = fields.object("timeouts");
    if (timeouts != null) {
      timeout = HttpRouteTimeouts.read(timeouts);
    }
    HttpRouteFilters filters = new HttpRouteFilters(findings);
    filters.read(fields, this::addMirror, edits);
    readBackends(fields, filters);
    if (!filters.responds()) {
      new MirrorList(draft, rule).add(mirrors, places);
      edits.primary().timeout(timeout);
      edits.primary().addToRule();
    }
    new AnnotationReader(draft, rule).applyToRule();
    fields.done();
  }

  private void readBackends(Fields fields, HttpRouteFilters filters) {
    List<Fields> backends = fields.objects("backendRefs", 16);
    Node place = fields.get("backendRefs");
    if (backends.isEmpty()) {
      if (!filters.responds() && !isUnrouted) {
        String text =
            "without backendRefs the mesh responds with 500; here the primary goes its way";
        findings.warning(
            fields.node(), text + " (name backendRefs" + Annotations.OR_UNROUTED + ")");
      }
      return;
    }
    if (place != null) {
      draft.place("route", place);
    }
    if (filters.responds()) {
      findings.problem(fields.node(), "both backendRefs and a redirect", "one of them");
      return;
    }
    draft.builder().relativeWeights();
    // What is not applied is checked all the same.
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < backends.size(); i++) {
      Route route = readBackend(backends.get(i), i, backends.size() == 1);
      if (route != null) {
        routes.add(route);
      }
    }
    if (isUnrouted) {
      return;
    }
    if (routes.size() == backends.size()) {
      routes.forEach(draft.builder()::route);
    } else if (place != null && !findings.isWrong(place)) {
      findings.warning(place, "not applied, as one is no Service; the primary goes its way");
    }
  }

  private @Nullable Route readBackend(Fields backend, int index, boolean single) {
    Integer weight = backend.integer("weight", 0, MAX_WEIGHT);
    if (single && weight != null && weight == 0) {
      String expected = "1 or more; with 0 alone the mesh responds with 500, which a client cannot";
      findings.problem(Objects.requireNonNull(backend.get("weight")), expected);
    }
    HttpRouteFilters filters = new HttpRouteFilters(findings);
    filters.read(
        backend,
        mirror -> {
          if (single) {
            addMirror(mirror);
          } else {
            String expected = "RequestMirror at the rule where it has several backends";
            findings.problem(mirror.node(), "RequestMirror at a backend", expected);
          }
        },
        null);
    ServiceRef service = BackendRefs.read(backend, draft.resource().namespace());
    backend.done();
    draft.place("route[" + index + "]", backend.node());
    if (service == null) {
      return null;
    }
    if (!isUnrouted) {
      services.check(service, Labels.none(), backend.node());
    }
    int share = weight == null ? 1 : weight;
    return new Route(service, Labels.none(), single ? 100 : share);
  }

  private void addMirror(Fields fields) {
    fields.required("backendRef", "the service that gets copies");
    Fields backend = fields.object("backendRef");
    ServiceRef service =
        backend == null ? null : BackendRefs.read(backend, draft.resource().namespace());
    if (backend != null) {
      backend.done();
    }
    Integer percent = fields.integer("percent", 0, 100);
    Fields fraction = fields.object("fraction");
    if (fields.has("percent") && fraction != null) {
      findings.problem(fraction.node(), "beside percent", "either percent or fraction");
    }
    Mirror mirror =
        service == null ? null : VirtualServiceRouteReader.mirror(service, Labels.none());
    mirror = mirror == null || percent == null ? mirror : mirror.percentage(percent);
    if (fraction != null) {
      mirror = withFraction(mirror, fraction);
      draft.place("mirror[" + mirrors.size() + "].percentage", fraction.node());
    }
    fields.done();
    if (mirror != null && service != null && backend != null) {
      services.check(service, Labels.none(), backend.node());
      mirrors.add(timeout.applyTo(mirror));
      places.add(fields.node());
    }
  }

  private static @Nullable Mirror withFraction(@Nullable Mirror mirror, Fields fraction) {
    fraction.required("numerator", "0 or more");
    Integer numerator = fraction.integer("numerator", 0, Integer.MAX_VALUE);
    Integer denominator = fraction.integer("denominator", 1, Integer.MAX_VALUE);
    fraction.done();
    if (mirror == null || numerator == null) {
      return mirror;
    }
    return mirror.fraction(numerator, denominator == null ? 100 : denominator);
  }
}

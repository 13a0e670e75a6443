package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.Route;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.text.HttpText;
import io.github.mirror4j.yaml.dialect.RouteTimeout;
import io.github.mirror4j.yaml.dialect.Setting;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.Scalars;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a RouteRule of Istio 0.5 to 0.7. */
final class RouteRuleReader {

  private static final String SERVICE = "a service by name or service";
  private static final String[] NOT_APPLIED = {
    "websocketUpgrade", "httpReqRetries", "httpFault", "l4Fault", "corsPolicy"
  };

  private final Resource resource;
  private final DeclaredServices services;
  private final Findings findings;
  private final RuleDraft draft;
  private final boolean isUnrouted;

  RouteRuleReader(Resource resource, DeclaredServices services) {
    this.resource = resource;
    this.services = services;
    findings = resource.findings();
    draft = resource.draft(resource.name()).at(resource.spec().node());
    isUnrouted = resource.annotations().leavesPrimaries(0);
  }

  /** The rule; null where it is not about HTTP. */
  @Nullable RuleDraft read() {
    Fields spec = resource.spec();
    readDestination(spec);
    Integer precedence = spec.integer("precedence", Integer.MIN_VALUE, Integer.MAX_VALUE);
    if (precedence != null) {
      draft.fixedPrecedence(precedence);
    }
    Fields condition = spec.object("match");
    Match match = condition == null ? null : new RouteRuleMatch(draft, condition).read();
    if (match != null) {
      draft.match(match);
    }
    boolean redirects = readRedirect(spec);
    readRoutes(spec, redirects);
    RouteTimeout timeout = timeout(spec);
    readMirror(spec, redirects, timeout);
    PrimaryReader primary = readPrimary(spec, match);
    primary.timeout(timeout);
    if (!redirects) {
      primary.addToRule();
    }
    new AnnotationReader(draft, 0).applyToRule();
    spec.notApplied(NOT_APPLIED);
    spec.done();
    resource.annotations().done();
    Node tcp = condition == null ? null : condition.get("tcp");
    if (tcp == null) {
      return draft;
    }
    findings.warning(tcp, "a rule for TCP; it is left out" + draft.copies());
    return null;
  }

  private void readDestination(Fields spec) {
    spec.required("destination", SERVICE);
    Fields fields = spec.object("destination");
    if (fields == null) {
      return;
    }
    ServiceRef service = service(fields);
    Node labels = fields.get("labels");
    fields.done();
    if (labels != null) {
      findings.problem(labels, "none here; labels belong to route and mirror");
    }
    draft.destination(service, fields.node());
  }

  static ServiceRef service(Fields fields) {
    return new ServiceRef(
        textOf(fields, "name"),
        textOf(fields, "namespace"),
        textOf(fields, "domain"),
        textOf(fields, "service"));
  }

  /** In the mesh an empty text is an absent one. */
  private static @Nullable String textOf(Fields fields, String name) {
    String text = fields.text(name);
    return text == null || text.isEmpty() ? null : text;
  }

  /** Warns that a redirect is not applied. It is the response itself, so nothing is copied. */
  private boolean readRedirect(Fields spec) {
    Node redirect = spec.get("redirect");
    if (redirect == null) {
      return false;
    }
    findings.warning(redirect, "not applied, and the rule neither routes nor copies");
    for (String other : List.of("route", "rewrite", "websocketUpgrade", "httpFault")) {
      if (spec.has(other)) {
        findings.problem(redirect, "beside " + other, "either redirect or " + other);
      }
    }
    return true;
  }

  private void readRoutes(Fields spec, boolean redirects) {
    List<Fields> routes = spec.objects("route");
    Node place = spec.get("route");
    if (place != null) {
      draft.place("route", place);
    }
    for (int i = 0; i < routes.size(); i++) {
      readRoute(routes.get(i), i, routes.size() == 1);
    }
    if (routes.isEmpty() && !redirects && !isUnrouted) {
      // Without routes the mesh sends requests to all versions of the destination.
      draft.builder().route(Labels.none(), 100);
    }
  }

  private void readRoute(Fields route, int index, boolean single) {
    Fields other = route.object("destination");
    ServiceRef service = null;
    if (other != null) {
      service = service(other);
      other.notApplied("labels");
      other.done();
      draft.place("route[" + index + "].destination", other.node());
    }
    Labels labels = route.labels("labels");
    Integer weight = route.integer("weight", 0, 100);
    route.done();
    draft.place("route[" + index + "]", route.node());
    int share = RuleDraft.share(weight, single);
    if (!isUnrouted) {
      draft.builder().route(new Route(elsewhere(service), labels, share));
    }
  }

  private @Nullable ServiceRef elsewhere(@Nullable ServiceRef service) {
    if (service == null) {
      return null;
    }
    ServiceRef own = draft.destination();
    ServiceRef full = service.withDefaultNamespace(resource.namespace());
    return own != null && own.host().equals(full.host()) ? null : full;
  }

  private PrimaryReader readPrimary(Fields spec, @Nullable Match match) {
    PrimaryReader primary = new PrimaryReader(draft);
    Fields rewrite = spec.object("rewrite");
    if (rewrite != null) {
      primary.rewrite(rewrite, match == null ? List.of() : List.of(match), false);
    }
    Fields headers = spec.object("appendHeaders");
    if (headers != null) {
      headers.names().forEach(name -> readAppended(headers, name, primary));
    }
    return primary;
  }

  private void readAppended(Fields headers, String name, PrimaryReader primary) {
    Node.Obj.Field field = Objects.requireNonNull(((Node.Obj) headers.node()).fields().get(name));
    String value = Scalars.text(field.value(), findings);
    if (!HttpText.isLowerCaseHeader(name)) {
      String shown = '"' + Node.printable(name) + '"';
      findings.problem(field.mark(), field.value().path(), shown, "a header name in lower case");
    } else if (value != null && value.isEmpty()) {
      findings.problem(field.value(), "a value that is not empty");
    } else if (value != null) {
      primary.add(name, value, field.value());
    }
  }

  private void readMirror(Fields spec, boolean redirects, RouteTimeout timeout) {
    Fields fields = spec.object("mirror");
    if (fields == null) {
      return;
    }
    ServiceRef given = service(fields);
    Labels labels = fields.labels("labels");
    fields.done();
    if (redirects || findings.isWrong(fields.node())) {
      return;
    }
    List<Problem> problems = given.problems("mirror");
    if (!problems.isEmpty()) {
      problems.forEach(p -> draft.report(p, fields.node()));
      return;
    }
    ServiceRef service = given.withDefaultNamespace(resource.namespace());
    services.check(service, labels, fields.node());
    Mirror mirror = VirtualServiceRouteReader.mirror(service, labels);
    mirror = withShare(timeout.applyTo(mirror));
    new MirrorList(draft, 0).add(List.of(mirror), List.of(fields.node()));
  }

  /** The format has no percentage. An annotation contains what later versions have in the spec. */
  private Mirror withShare(Mirror mirror) {
    Node.Text share = resource.annotations().find(Setting.MIRROR_PERCENTAGE, 0, 0);
    if (share == null) {
      return mirror;
    }
    draft.place("mirror[0].percentage", share);
    if (!share.text().matches("[0-9]{1,3}(\\.[0-9]{1,10})?")) {
      findings.problem(share, "0 to 100, such as \"12.5\"");
      return mirror;
    }
    return mirror.percentage(Double.parseDouble(share.text()));
  }

  private RouteTimeout timeout(Fields spec) {
    Fields timeout = spec.object("httpReqTimeout");
    if (timeout == null) {
      return RouteTimeout.NONE;
    }
    timeout.notApplied("custom");
    Fields simple = timeout.object("simpleTimeout");
    timeout.done();
    if (simple == null) {
      return RouteTimeout.NONE;
    }
    simple.notApplied("overrideHeaderName");
    RouteTimeout time = RouteTimeout.ofRoute(simple, "timeout");
    simple.done();
    return time;
  }
}

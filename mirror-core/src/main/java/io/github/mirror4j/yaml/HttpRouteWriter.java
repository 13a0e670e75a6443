package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.Route;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes rules as HTTPRoutes of the Gateway API, one for each destination. */
final class HttpRouteWriter {

  private static final int HTTP = 80;

  private final Report report = new Report();
  private final UniqueNames names = new UniqueNames();

  RuleWriter.Written write(List<RouteRule> rules) {
    Map<String, List<RouteRule>> groups = new LinkedHashMap<>();
    for (RouteRule rule : rules) {
      String key = rule.namespace() + "/" + rule.destination().host();
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(rule);
    }
    List<Map<String, Object>> documents = new ArrayList<>();
    groups.values().forEach(group -> documents.add(httpRoute(group)));
    return new RuleWriter.Written(YamlText.of(documents), report.lines());
  }

  private Map<String, Object> httpRoute(List<RouteRule> rules) {
    RouteRule first = rules.get(0);
    ServiceRef destination = first.destination();
    String name = names.of(first.namespace(), Documents.name(destination));
    AnnotationWriter annotations = new AnnotationWriter(report);
    GatewayOrder order = new GatewayOrder(destination, report);
    List<Object> out = new ArrayList<>();
    for (RouteRule rule : rules) {
      List<Object> matches = matches(rule);
      if (matches.isEmpty() && !rule.matches().isEmpty()) {
        report.add(rule, "left out, as none of its matches can be said");
        continue;
      }
      int index = out.size();
      out.add(rule(rule, matches));
      String number = rules.size() == 1 ? "" : String.format(Locale.ROOT, ".%03d", index);
      // A rule of several matches becomes several when it is read; their names cannot be kept.
      annotations.addHead(rule, index, name + number, order.precedence(rule));
      annotations.addRule(rule, index);
    }
    Map<String, Object> spec = new LinkedHashMap<>();
    addParent(destination, first, spec);
    spec.put("rules", out);
    return Documents.document(
        "gateway.networking.k8s.io/v1",
        "HTTPRoute",
        name,
        first.namespace(),
        annotations.annotations(),
        spec);
  }

  /** A service is its own parent (GAMMA); another host is a hostname of some Gateway. */
  private void addParent(ServiceRef destination, RouteRule rule, Map<String, Object> spec) {
    String name = destination.name();
    if (name != null) {
      Map<String, Object> parent = new LinkedHashMap<>();
      parent.put("group", "");
      parent.put("kind", "Service");
      parent.put("name", name);
      putNamespace(destination, rule, parent);
      spec.put("parentRefs", List.of(parent));
      return;
    }
    report.add(rule, "parentRefs have to name a Gateway");
    if (!destination.host().equals("*")) {
      spec.put("hostnames", List.of(destination.host()));
    }
  }

  private List<Object> matches(RouteRule rule) {
    GatewayMatchWriter writer = new GatewayMatchWriter(rule, report);
    List<Object> matches = new ArrayList<>();
    for (Match match : rule.matches()) {
      Map<String, Object> written = writer.write(match);
      if (written != null) {
        matches.add(written);
      }
    }
    return matches;
  }

  private Map<String, Object> rule(RouteRule rule, List<Object> matches) {
    Map<String, Object> out = new LinkedHashMap<>();
    if (!matches.isEmpty()) {
      out.put("matches", matches);
    }
    List<Object> filters = new ArrayList<>();
    new GatewayPrimaryWriter(rule, report).write(filters, out);
    for (Mirror mirror : rule.mirrors()) {
      Map<String, Object> filter = new LinkedHashMap<>();
      filter.put("type", "RequestMirror");
      filter.put("requestMirror", mirror(rule, mirror));
      filters.add(filter);
    }
    if (!filters.isEmpty()) {
      out.put("filters", filters);
    }
    List<Route> routes =
        rule.routes().isEmpty() ? List.of(Route.to(Labels.none(), 100)) : rule.routes();
    List<Object> backends = new ArrayList<>();
    for (Route route : routes) {
      ServiceRef other = route.destination();
      ServiceRef service = other == null ? rule.destination() : other;
      if (service.isWildcard()) {
        report.add(rule, "a route to \"" + service + "\" cannot be said and is left out");
        continue;
      }
      Map<String, Object> backend = backend(rule, service, route.labels());
      backend.put("weight", routes.size() == 1 ? 1 : route.weight());
      backends.add(backend);
    }
    if (!backends.isEmpty()) {
      out.put("backendRefs", backends);
    }
    return out;
  }

  private Map<String, Object> mirror(RouteRule rule, Mirror mirror) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put(
        "backendRef",
        switch (mirror.target()) {
          case MirrorTarget.ToService(ServiceRef service, Labels labels) ->
              backend(rule, service, labels);
          case MirrorTarget.ToUri(URI base) -> backend(rule, host(base), Labels.none());
        });
    int millionths = mirror.millionths();
    if (millionths % 10_000 != 0) {
      Map<String, Object> fraction = new LinkedHashMap<>();
      fraction.put("numerator", millionths);
      fraction.put("denominator", 1_000_000);
      out.put("fraction", fraction);
    } else if (millionths < 1_000_000) {
      out.put("percent", millionths / 10_000);
    }
    return out;
  }

  private static ServiceRef host(URI base) {
    boolean tls = "https".equalsIgnoreCase(base.getScheme());
    int port = base.getPort() >= 0 ? base.getPort() : tls ? 443 : HTTP;
    return ServiceRef.host(base.getHost().toLowerCase(Locale.ROOT)).atPort(port);
  }

  private Map<String, Object> backend(RouteRule rule, ServiceRef given, Labels labels) {
    ServiceRef service = given.withDefaultNamespace(rule.namespace());
    @Nullable String name = service.name();
    Map<String, Object> out = new LinkedHashMap<>();
    if (name == null) {
      out.put("group", "networking.istio.io");
      out.put("kind", "Hostname");
      report.add(rule, service.host() + " is a Hostname, which only Istio knows as a backend");
    }
    String own = name == null ? service.host() : name;
    if (labels.isEmpty()) {
      out.put("name", own);
    } else {
      String versioned = own + "-" + SubsetNames.text(labels);
      out.put("name", versioned);
      report.add(
          rule, "labels cannot be said: " + service + labels + " has to be a Service " + versioned);
    }
    putNamespace(service, rule, out);
    Integer port = service.port();
    if (port == null) {
      report.add(rule, "the port of " + service + " is not known, 80 is written");
    }
    out.put("port", port == null ? HTTP : port);
    return out;
  }

  private static void putNamespace(ServiceRef service, RouteRule rule, Map<String, Object> out) {
    String namespace = service.namespace();
    if (namespace != null && !namespace.equals(rule.namespace())) {
      out.put("namespace", namespace);
    }
  }
}

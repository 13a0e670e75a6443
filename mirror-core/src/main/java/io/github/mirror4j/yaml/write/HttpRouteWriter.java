package io.github.mirror4j.yaml.write;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.Route;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.text.HttpText;
import io.github.mirror4j.yaml.dialect.EntryNames;
import io.github.mirror4j.yaml.dialect.HttpRouteLimits;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes rules as HTTPRoutes of the Gateway API, one for each destination. */
@SuppressWarnings("doclint:missing") // for this module only
public final class HttpRouteWriter {

  private static final int HTTP = 80;

  private final ConversionReport report;
  private final UniqueNames names = new UniqueNames();
  private final Set<String> ruleNames = new HashSet<>();

  public HttpRouteWriter(ConversionReport report) {
    this.report = report;
  }

  public String write(List<RouteRule> rules) {
    Map<String, List<Part>> groups = new LinkedHashMap<>();
    for (RouteRule rule : rules) {
      Part part = part(rule);
      if (part != null) {
        String key = namespace(rule) + "/" + rule.destination().host();
        groups.computeIfAbsent(key, k -> new ArrayList<>()).add(part);
      }
    }
    List<Map<String, Object>> documents = new ArrayList<>();
    for (List<Part> group : groups.values()) {
      HttpRouteOrder order = new HttpRouteOrder(group.get(0).rule().destination(), report);
      documents(group).forEach(parts -> documents.add(httpRoute(parts, order)));
    }
    return YamlText.of(documents);
  }

  /** A rule with those of its matches that can be expressed. */
  private record Part(RouteRule rule, List<Map<String, Object>> matches) {}

  /**
   * The part of a rule that can be expressed; null if that is nothing, or if it would do more than
   * the rule.
   */
  private @Nullable Part part(RouteRule rule) {
    String host = rule.destination().host();
    boolean isService = rule.destination().name() != null;
    if (!isService && !host.equals("*") && !HttpRouteLimits.isHostname(host)) {
      report.add(rule, "left out, as " + host + " is no hostname of a Gateway");
      return null;
    }
    List<Map<String, Object>> matches = matches(rule);
    String tooMany =
        matches.size() > HttpRouteLimits.MAX_MATCHES
            ? "matches"
            : rule.routes().size() > HttpRouteLimits.MAX_RULES
                ? "routes"
                : rule.mirrors().size() > HttpRouteLimits.MAX_RULES - 2 ? "mirrors" : null;
    if (tooMany != null) {
      report.add(rule, "left out, as it has more " + tooMany + " than an HTTPRoute's rule may");
      return null;
    }
    if (matches.isEmpty() && !rule.matches().isEmpty()) {
      report.add(rule, "left out, as none of its matches can be expressed");
      return null;
    }
    return new Part(rule, matches);
  }

  /** A service's routes stand in its own namespace, where they are for all of its clients. */
  private static String namespace(RouteRule rule) {
    String namespace = rule.destination().namespace();
    return rule.destination().name() == null || namespace == null ? rule.namespace() : namespace;
  }

  /** Returns as many documents as the limits of a document require. */
  private static List<List<Part>> documents(List<Part> parts) {
    List<List<Part>> documents = new ArrayList<>();
    List<Part> current = new ArrayList<>();
    int matches = 0;
    for (Part part : parts) {
      int more = Math.max(1, part.matches().size());
      boolean isFull =
          current.size() == HttpRouteLimits.MAX_RULES
              || matches + more > HttpRouteLimits.MAX_MATCHES_IN_ALL;
      if (isFull) {
        documents.add(current);
        current = new ArrayList<>();
        matches = 0;
      }
      current.add(part);
      matches += more;
    }
    documents.add(current);
    return documents;
  }

  private Map<String, Object> httpRoute(List<Part> parts, HttpRouteOrder order) {
    RouteRule first = parts.get(0).rule();
    ServiceRef destination = first.destination();
    String namespace = namespace(first);
    String name = names.of(namespace, DocumentTemplates.name(destination));
    AnnotationWriter annotations = new AnnotationWriter(report);
    List<Object> out = new ArrayList<>();
    List<RouteRule> named = parts.stream().map(part -> named(part.rule(), namespace)).toList();
    // A rule of several matches becomes several when it is read; their names cannot be kept.
    WrittenNames written = new WrittenNames(name, named);
    for (int i = 0; i < parts.size(); i++) {
      RouteRule rule = parts.get(i).rule();
      Map<String, Object> entry = rule(rule, parts.get(i).matches(), namespace);
      out.add(entry);
      Integer precedence = order.precedence(rule);
      annotations.addHead(named.get(i), i, written.name(named.get(i), i, entry, precedence));
      annotations.addRule(rule, i, rule.mirrors().stream().map(m -> readName(rule, m)).toList());
    }
    Map<String, Object> spec = new LinkedHashMap<>();
    addParent(destination, first, spec);
    spec.put("rules", out);
    return DocumentTemplates.document(
        "gateway.networking.k8s.io/v1",
        "HTTPRoute",
        name,
        namespace,
        annotations.annotations(),
        spec);
  }

  /** Rules of two namespaces may have one name, where their routes stand in a third one. */
  private RouteRule named(RouteRule rule, String namespace) {
    if (ruleNames.add(namespace + "/" + rule.name())) {
      return rule;
    }
    String other = rule.name();
    for (int n = 2; !ruleNames.add(namespace + "/" + other); n++) {
      other = EntryNames.fit(rule.name(), "-" + n);
    }
    report.add(rule, "becomes rule \"" + other + "\", as another one has its name there");
    return rule.toBuilder(other).build();
  }

  /** The name that a mirror has when it is read, unless an annotation says another. */
  private static String readName(RouteRule rule, Mirror mirror) {
    if (mirror.target() instanceof MirrorTarget.ToService(ServiceRef given, Labels labels)) {
      ServiceRef service = given.withDefaultNamespace(rule.namespace());
      int port = service.port() == null ? HTTP : service.port();
      String name = service.name();
      String own = name == null ? service.host() : name;
      String written = labels.isEmpty() ? own : own + "-" + SubsetNames.text(labels);
      return name == null
          ? ServiceRef.host(written).atPort(port).toString()
          : new ServiceRef(written, service.namespace(), null, null, port).toString();
    }
    return "";
  }

  /** A service is its own parent (GAMMA); another host is a hostname of some Gateway. */
  private void addParent(ServiceRef destination, RouteRule rule, Map<String, Object> spec) {
    String name = destination.name();
    if (name != null) {
      Map<String, Object> parent = new LinkedHashMap<>();
      parent.put("group", "");
      parent.put("kind", "Service");
      parent.put("name", name);
      if (destination.domain() != null) {
        report.add(rule, "domain " + destination.domain() + " is left to the cluster");
      }
      spec.put("parentRefs", List.of(parent));
      return;
    }
    report.add(rule, "parentRefs have to name a Gateway");
    if (!destination.host().equals("*")) {
      spec.put("hostnames", List.of(destination.host()));
    }
  }

  private List<Map<String, Object>> matches(RouteRule rule) {
    HttpRouteMatchWriter writer = new HttpRouteMatchWriter(rule, report);
    List<Map<String, Object>> matches = new ArrayList<>();
    for (Match match : rule.matches()) {
      Map<String, Object> written = writer.write(match);
      if (written != null) {
        matches.add(written);
      }
    }
    return matches;
  }

  private Map<String, Object> rule(
      RouteRule rule, List<Map<String, Object>> matches, String namespace) {
    Map<String, Object> out = new LinkedHashMap<>();
    if (!matches.isEmpty()) {
      out.put("matches", matches);
    }
    List<Object> filters = new ArrayList<>();
    new HttpRoutePrimaryWriter(rule, report).write(filters, out);
    for (Mirror mirror : rule.mirrors()) {
      Map<String, Object> filter = new LinkedHashMap<>();
      filter.put("type", "RequestMirror");
      filter.put("requestMirror", mirror(rule, mirror, namespace));
      filters.add(filter);
    }
    if (!filters.isEmpty()) {
      out.put("filters", filters);
    }
    List<Route> routes =
        rule.routes().isEmpty() ? List.of(Route.to(Labels.none(), 100)) : rule.routes();
    List<Object> backends = new ArrayList<>();
    if (areSayable(rule, routes)) {
      for (Route route : routes) {
        Map<String, Object> backend =
            backend(rule, service(rule, route), route.labels(), namespace);
        backend.put("weight", routes.size() == 1 ? 1 : route.weight());
        backends.add(backend);
      }
    }
    if (!backends.isEmpty()) {
      out.put("backendRefs", backends);
    }
    return out;
  }

  /** Without one of them the others would get other shares. */
  private boolean areSayable(RouteRule rule, List<Route> routes) {
    for (Route route : routes) {
      ServiceRef service = service(rule, route);
      if (service.isWildcard()) {
        report.add(rule, "a route to \"" + service + "\" cannot be expressed, so all are left out");
        return false;
      }
    }
    return true;
  }

  private static ServiceRef service(RouteRule rule, Route route) {
    ServiceRef other = route.destination();
    return other == null ? rule.destination() : other;
  }

  private Map<String, Object> mirror(RouteRule rule, Mirror mirror, String namespace) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put(
        "backendRef",
        switch (mirror.target()) {
          case MirrorTarget.ToService(ServiceRef service, Labels labels) ->
              backend(rule, service, labels, namespace);
          case MirrorTarget.ToUri(URI base) -> backend(rule, host(base), Labels.none(), namespace);
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
    boolean tls = HttpText.isHttps(base);
    int port = base.getPort() >= 0 ? base.getPort() : tls ? 443 : HTTP;
    return ServiceRef.host(base.getHost().toLowerCase(Locale.ROOT)).atPort(port);
  }

  private Map<String, Object> backend(RouteRule rule, ServiceRef given, Labels labels, String own) {
    ServiceRef service = given.withDefaultNamespace(rule.namespace());
    @Nullable String name = service.name();
    Map<String, Object> out = new LinkedHashMap<>();
    if (name == null) {
      out.put("group", "networking.istio.io");
      out.put("kind", "Hostname");
      report.add(rule, service.host() + " is a Hostname, which only Istio knows as a backend");
    }
    String text = name == null ? service.host() : name;
    if (labels.isEmpty()) {
      out.put("name", text);
    } else {
      String versioned = text + "-" + SubsetNames.text(labels);
      out.put("name", versioned);
      report.add(
          rule,
          "labels cannot be expressed: " + service + labels + " has to be a Service " + versioned);
    }
    putNamespace(service, own, out);
    if (service.domain() != null) {
      report.add(rule, "domain " + service.domain() + " is left to the cluster");
    }
    Integer port = service.port();
    if (port == null) {
      report.add(rule, "the port of " + service + " is not known, 80 is written");
    }
    out.put("port", port == null ? HTTP : port);
    return out;
  }

  private static void putNamespace(ServiceRef service, String own, Map<String, Object> out) {
    String namespace = service.namespace();
    if (namespace != null && !namespace.equals(own)) {
      out.put("namespace", namespace);
    }
  }
}

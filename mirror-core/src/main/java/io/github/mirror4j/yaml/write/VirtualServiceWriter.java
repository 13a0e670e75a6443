package io.github.mirror4j.yaml.write;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.Route;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.yaml.dialect.Hosts;
import io.github.mirror4j.yaml.dialect.VirtualServiceLimits;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes rules as VirtualServices, one for each destination, with what those refer to. */
@SuppressWarnings("doclint:missing") // for this module only
public final class VirtualServiceWriter {

  private final ConversionReport report;
  private final UniqueNames names = new UniqueNames();
  private final SubsetNames subsets = new SubsetNames();
  private final ServiceEntryWriter entries;

  public VirtualServiceWriter(ServiceRegistry registry, ConversionReport report) {
    this.report = report;
    entries = new ServiceEntryWriter(registry, report);
  }

  public String write(List<RouteRule> rules) {
    Map<String, List<RouteRule>> groups = new LinkedHashMap<>();
    for (RouteRule rule : rules) {
      String host = rule.destination().host();
      if (host.equals("*") || host.indexOf('/') >= 0) {
        report.add(rule, "left out, as a mesh's clients have no rules for " + host);
        continue;
      }
      String key = rule.namespace() + "/" + host;
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(rule);
    }
    List<Map<String, Object>> documents = new ArrayList<>();
    for (List<RouteRule> group : groups.values()) {
      for (int from = 0; from < group.size(); from += VirtualServiceLimits.MAX_RULES) {
        int to = Math.min(group.size(), from + VirtualServiceLimits.MAX_RULES);
        Map<String, Object> document = virtualService(group.subList(from, to));
        if (document != null) {
          documents.add(document);
        }
      }
    }
    documents.addAll(subsets.destinationRules());
    documents.addAll(entries.documents());
    return YamlText.of(documents);
  }

  /** One of all rules for a destination; null where none of them can be expressed. */
  private @Nullable Map<String, Object> virtualService(List<RouteRule> rules) {
    RouteRule first = rules.get(0);
    ServiceRef destination = first.destination();
    List<RouteRule> written = new ArrayList<>();
    List<Map<String, Object>> http = new ArrayList<>();
    for (RouteRule rule : rules) {
      Map<String, Object> entry = entry(rule);
      if (entry == null) {
        report.add(rule, "left out, as none of its matches can be expressed");
        continue;
      }
      written.add(rule);
      http.add(entry);
    }
    if (http.isEmpty()) {
      return null;
    }
    String name = names.of(first.namespace(), DocumentTemplates.name(destination));
    AnnotationWriter annotations = new AnnotationWriter(report);
    WrittenNames ruleNames = new WrittenNames(name, written);
    for (int i = 0; i < written.size(); i++) {
      RouteRule rule = written.get(i);
      int precedence = Hosts.precedence(destination);
      annotations.addHead(rule, i, ruleNames.name(rule, i, http.get(i), precedence));
      annotations.addRule(rule, i, rule.mirrors().stream().map(m -> readName(rule, m)).toList());
    }
    entries.add(destination, first.namespace());
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("hosts", List.of(DocumentTemplates.host(destination, first.namespace())));
    spec.put("http", http);
    return DocumentTemplates.istio(
        "VirtualService", name, first.namespace(), annotations.annotations(), spec);
  }

  /** The name that a mirror has when it is read, unless an annotation says another. */
  private static String readName(RouteRule rule, Mirror mirror) {
    return switch (mirror.target()) {
      case MirrorTarget.ToService(ServiceRef given, Labels labels) -> {
        ServiceRef service = given.withDefaultNamespace(rule.namespace());
        String host = DocumentTemplates.host(service, rule.namespace());
        yield Hosts.service(host, rule.namespace()).atPort(service.port()) + labels.toString();
      }
      case MirrorTarget.ToUri uri -> "";
    };
  }

  private @Nullable Map<String, Object> entry(RouteRule rule) {
    Map<String, Object> entry = new LinkedHashMap<>();
    VirtualServiceMatchWriter writer = new VirtualServiceMatchWriter(rule, report);
    List<Object> matches = new ArrayList<>();
    for (Match match : rule.matches()) {
      Map<String, Object> written = writer.write(match);
      if (written != null) {
        matches.add(written);
      }
    }
    if (matches.isEmpty() && !rule.matches().isEmpty()) {
      return null;
    }
    for (Route route : rule.routes()) {
      ServiceRef other = route.destination();
      if (other != null && other.isWildcard() && !other.host().equals(rule.destination().host())) {
        report.add(rule, "a route to " + other + " is none a mesh accepts");
        return null;
      }
    }
    if (!matches.isEmpty()) {
      entry.put("match", matches);
    }
    new VirtualServicePrimaryWriter(rule, report)
        .write(entry, matches.size() == rule.matches().size());
    entry.put("route", routes(rule));
    List<Map<String, Object>> mirrors = rule.mirrors().stream().map(m -> mirror(rule, m)).toList();
    if (mirrors.size() == 1) {
      Map<String, Object> only = mirrors.get(0);
      entry.put("mirror", only.get("destination"));
      if (only.containsKey("percentage")) {
        entry.put("mirrorPercentage", only.get("percentage"));
      }
    } else if (!mirrors.isEmpty()) {
      entry.put("mirrors", mirrors);
    }
    return entry;
  }

  private List<Object> routes(RouteRule rule) {
    List<Route> routes =
        rule.routes().isEmpty() ? List.of(Route.to(Labels.none(), 100)) : rule.routes();
    List<Object> out = new ArrayList<>();
    for (Route route : routes) {
      ServiceRef other = route.destination();
      ServiceRef service = other == null ? rule.destination() : other;
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("destination", destination(rule, service, route.labels()));
      entry.put("weight", routes.size() == 1 ? 100 : route.weight());
      out.add(entry);
    }
    return out;
  }

  private Map<String, Object> mirror(RouteRule rule, Mirror mirror) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put(
        "destination",
        switch (mirror.target()) {
          case MirrorTarget.ToService(ServiceRef service, Labels labels) ->
              destination(rule, service, labels);
          case MirrorTarget.ToUri(URI base) ->
              destination(rule, entries.service(rule, base), Labels.none());
        });
    if (mirror.millionths() < 1_000_000) {
      entry.put(
          "percentage",
          Map.of("value", BigDecimal.valueOf(mirror.millionths(), 4).stripTrailingZeros()));
    }
    return entry;
  }

  private Map<String, Object> destination(RouteRule rule, ServiceRef given, Labels labels) {
    ServiceRef service = given.withDefaultNamespace(rule.namespace());
    entries.add(service, rule.namespace());
    Map<String, Object> destination = new LinkedHashMap<>();
    destination.put("host", DocumentTemplates.host(service, rule.namespace()));
    if (!labels.isEmpty()) {
      destination.put("subset", subsets.name(service, labels, rule.namespace()));
    }
    if (service.port() != null) {
      destination.put("port", Map.of("number", service.port()));
    }
    return destination;
  }
}

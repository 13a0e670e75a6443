package io.github.mirror4j.yaml.write;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.text.HttpText;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes ServiceEntries for the services that a registry knows and for mirrors that are URIs. */
final class ServiceEntryWriter {

  private final ServiceRegistry registry;
  private final ConversionReport report;
  private final UniqueNames names = new UniqueNames();
  private final Map<String, Map<Integer, Map<String, Object>>> documents = new LinkedHashMap<>();

  ServiceEntryWriter(ServiceRegistry registry, ConversionReport report) {
    this.registry = registry;
    this.report = report;
  }

  List<Map<String, Object>> documents() {
    List<Map<String, Object>> all = new ArrayList<>();
    documents.values().forEach(ofHost -> all.addAll(ofHost.values()));
    return all;
  }

  /** Adds what the registry knows about a service. */
  void add(ServiceRef service, String namespace) {
    String host = service.host();
    if (service.isWildcard() || has(host, service.port())) {
      return;
    }
    List<Endpoint> endpoints = registry.endpoints(service);
    if (endpoints.isEmpty()) {
      return;
    }
    boolean tls = HttpText.isHttps(endpoints.get(0).uri());
    List<Object> addresses = new ArrayList<>();
    boolean allIp = true;
    for (Endpoint endpoint : endpoints) {
      URI uri = endpoint.uri();
      if (HttpText.isHttps(uri) != tls) {
        report.add("service " + host + ": endpoint " + uri + " left out, http and https are mixed");
        continue;
      }
      sayPath(uri);
      allIp &= uri.getHost().matches("[0-9.]+|\\[.*]");
      Map<String, Object> address = new LinkedHashMap<>();
      address.put("address", uri.getHost().replaceAll("[\\[\\]]", ""));
      address.put("ports", Map.of(portName(tls), port(uri)));
      if (!endpoint.labels().isEmpty()) {
        address.put("labels", endpoint.labels().asMap());
      }
      addresses.add(address);
    }
    Integer named = service.port();
    int port = named == null ? port(endpoints.get(0).uri()) : named;
    Map<String, Object> spec = spec(host, port, tls, allIp ? "STATIC" : "DNS");
    spec.put("endpoints", addresses);
    put(service, namespace, port, spec);
  }

  /** Whether the port of a host is described; any port is enough where none is named. */
  private boolean has(String host, @Nullable Integer port) {
    Map<Integer, Map<String, Object>> ofHost = documents.getOrDefault(host, Map.of());
    return port == null ? !ofHost.isEmpty() : ofHost.containsKey(port);
  }

  /** The service that stands for a mirror's URI. */
  ServiceRef service(RouteRule rule, URI base) {
    sayPath(base);
    String host = base.getHost().toLowerCase(Locale.ROOT);
    ServiceRef service = ServiceRef.host(host).atPort(port(base));
    if (host.indexOf('.') < 0) {
      report.add(rule, "host " + host + " has no dot, so a mesh takes it for a short name");
    }
    boolean tls = HttpText.isHttps(base);
    Map<String, Object> spec = spec(host, port(base), tls, "DNS");
    if (!has(host, port(base))) {
      put(service, rule.namespace(), port(base), spec);
    } else if (!Objects.equals(spec.get("ports"), ports(host, port(base)))) {
      report.add(
          rule, "mirror " + base + " cannot be expressed, as its port is described otherwise");
    }
    return service;
  }

  private @Nullable Object ports(String host, int port) {
    Object spec = documents.getOrDefault(host, Map.of()).getOrDefault(port, Map.of()).get("spec");
    return spec instanceof Map<?, ?> map ? map.get("ports") : null;
  }

  private void put(ServiceRef service, String namespace, int port, Map<String, Object> spec) {
    String name = names.of(namespace, DocumentTemplates.name(service));
    Map<String, Object> document =
        DocumentTemplates.istio("ServiceEntry", name, namespace, Map.of(), spec);
    documents.computeIfAbsent(service.host(), h -> new LinkedHashMap<>()).put(port, document);
  }

  private static Map<String, Object> spec(String host, int port, boolean tls, String resolution) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("number", port);
    entry.put("name", portName(tls));
    entry.put("protocol", tls ? "HTTPS" : "HTTP");
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("hosts", List.of(host));
    spec.put("ports", List.of(entry));
    spec.put("resolution", resolution);
    return spec;
  }

  private void sayPath(URI uri) {
    String path = uri.getRawPath();
    if (path != null && !path.isEmpty() && !path.equals("/")) {
      report.add("the path of " + uri + " cannot be expressed");
    }
  }

  private static String portName(boolean tls) {
    return tls ? "https" : "http";
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : HttpText.isHttps(uri) ? 443 : 80;
  }
}

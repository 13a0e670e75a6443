package io.github.mirror4j.yaml.write;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.ServiceRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names labels, as Istio's converter does: {@code version=v1} becomes {@code version-v1}. */
final class SubsetNames {

  private static final int MAX = 60;

  private final Map<String, Map<Labels, String>> byHost = new LinkedHashMap<>();
  private final Map<String, ServiceRef> services = new LinkedHashMap<>();
  private final Map<String, String> namespaces = new LinkedHashMap<>();

  /** The name of labels, in the one document that a service has for all namespaces. */
  String name(ServiceRef service, Labels labels, String namespace) {
    ServiceRef anyPort = service.atPort(null);
    namespaces.putIfAbsent(anyPort.host(), anyPort.clusterNamespace().orElse(namespace));
    services.putIfAbsent(anyPort.host(), anyPort);
    Map<Labels, String> names = byHost.computeIfAbsent(anyPort.host(), h -> new LinkedHashMap<>());
    String known = names.get(labels);
    if (known != null) {
      return known;
    }
    String name = text(labels);
    String unique = name;
    for (int n = 2; names.containsValue(unique); n++) {
      unique = name + "-" + n;
    }
    names.put(labels, unique);
    return unique;
  }

  static String text(Labels labels) {
    String text =
        String.join("-", labels.asMap().entrySet().stream().map(Object::toString).toList());
    String label = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
    String cut = label.substring(0, Math.min(label.length(), MAX));
    String name = cut.replaceAll("^-+|-+$", "");
    return name.isEmpty() ? "subset" : name;
  }

  /** A DestinationRule for each service of which labels were named. */
  List<Map<String, Object>> destinationRules() {
    List<Map<String, Object>> documents = new ArrayList<>();
    UniqueNames unique = new UniqueNames();
    byHost.forEach(
        (host, names) -> {
          String namespace = namespaces.getOrDefault(host, ServiceRef.DEFAULT_NAMESPACE);
          ServiceRef service = services.getOrDefault(host, ServiceRef.host(host));
          List<Object> subsets = new ArrayList<>();
          names.forEach(
              (labels, name) -> {
                Map<String, Object> subset = new LinkedHashMap<>();
                subset.put("name", name);
                subset.put("labels", labels.asMap());
                subsets.add(subset);
              });
          Map<String, Object> spec = new LinkedHashMap<>();
          spec.put("host", DocumentTemplates.host(service, namespace));
          spec.put("subsets", subsets);
          String name = unique.of(namespace, DocumentTemplates.name(service));
          documents.add(
              DocumentTemplates.istio("DestinationRule", name, namespace, Map.of(), spec));
        });
    return documents;
  }
}

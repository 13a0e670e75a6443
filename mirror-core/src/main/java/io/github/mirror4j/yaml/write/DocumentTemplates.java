package io.github.mirror4j.yaml.write;

import io.github.mirror4j.rule.ServiceRef;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parts that all written documents share. */
final class DocumentTemplates {

  private static final String CLUSTER = ".svc.cluster.local";

  private DocumentTemplates() {}

  static Map<String, Object> istio(
      String kind,
      String name,
      String namespace,
      Map<String, String> annotations,
      Map<String, Object> spec) {
    return document("networking.istio.io/v1", kind, name, namespace, annotations, spec);
  }

  static Map<String, Object> document(
      String apiVersion,
      String kind,
      String name,
      String namespace,
      Map<String, String> annotations,
      Map<String, Object> spec) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    metadata.put("namespace", namespace);
    if (!annotations.isEmpty()) {
      metadata.put("annotations", annotations);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("apiVersion", apiVersion);
    document.put("kind", kind);
    document.put("metadata", metadata);
    document.put("spec", spec);
    return document;
  }

  /** A short name in its own namespace, the whole host otherwise. */
  static String host(ServiceRef service, String namespace) {
    boolean isOwn = namespace.equals(service.namespace()) && service.domain() == null;
    String name = service.name();
    return isOwn && name != null ? name : service.host();
  }

  /** A name for a document about a service. */
  static String name(ServiceRef service) {
    String name = service.name();
    if (name != null) {
      return name;
    }
    String host = service.host();
    String start = host.endsWith(CLUSTER) ? host.substring(0, host.indexOf('.')) : host;
    String label = start.replace("*", "any").replaceAll("[^a-z0-9.-]", "-");
    String stripped = label.replaceAll("^[.-]+|[.-]+$", "");
    return stripped.isEmpty() ? "host" : stripped;
  }
}

package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.ServiceRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a reference to a backend: a Service with its port, or one of Istio's host names. */
final class BackendRefs {

  private BackendRefs() {}

  /** The service; null, with a problem said, where there is none to send to. */
  static @Nullable ServiceRef read(Fields fields, String namespace) {
    Findings findings = fields.findings();
    String group = fields.text("group");
    String kind = fields.text("kind");
    String name = fields.requiredText("name", "the name of a Service");
    String in = fields.text("namespace");
    Integer port = fields.integer("port", 1, 65535);
    Node kindNode = fields.get("kind");
    if (findings.isWrong(fields.node())) {
      return null;
    }
    boolean isService = kind == null || kind.equals("Service");
    boolean isHostname = "Hostname".equals(kind) && "networking.istio.io".equals(group);
    if (!isHostname && (!isService || (group != null && !group.isEmpty()))) {
      findings.problem(kindNode == null ? fields.node() : kindNode, "a Service");
      return null;
    }
    if (port == null) {
      fields.required("port", "the Service's port");
      return null;
    }
    ServiceRef service =
        isHostname
            ? ServiceRef.host(String.valueOf(name))
            : new ServiceRef(name, in == null ? namespace : in, null, null);
    List<Problem> problems = service.problems("");
    if (!problems.isEmpty() || service.isWildcard()) {
      String expected = problems.isEmpty() ? "one service" : problems.get(0).expected();
      Node place = fields.get("name");
      findings.problem(place == null ? fields.node() : place, expected);
      return null;
    }
    return service.atPort(port);
  }
}

package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.Suggestion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a reference to a backend: a Service with its port, or one of Istio's host names. */
final class BackendRefs {

  private static final String ISTIO = "networking.istio.io";

  private BackendRefs() {}

  /**
   * Returns the service. If there is none to send to, reports a problem or warning and returns
   * null.
   */
  static @Nullable ServiceRef read(Fields fields, String namespace) {
    Findings findings = fields.findings();
    String group = fields.text("group");
    String kind = fields.text("kind");
    String name = fields.requiredText("name", "the name of a Service");
    String in = fields.text("namespace");
    Integer port = fields.integer("port", 1, 65535);
    if (findings.isWrong(fields.node())) {
      return null;
    }
    boolean isService = kind == null || kind.equals("Service");
    boolean isHostname = "Hostname".equals(kind) && ISTIO.equals(group);
    if (!isHostname && !(isService && (group == null || group.isEmpty()))) {
      sayOther(fields, group, kind == null ? "Service" : kind);
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
      findings.problem(
          problems.isEmpty() ? place(fields, "") : place(fields, problems.get(0)), expected);
      return null;
    }
    return service.atPort(port);
  }

  /** The place of a service's name or namespace, whichever is wrong. */
  static Node place(Fields fields, Problem problem) {
    return place(fields, problem.path());
  }

  private static Node place(Fields fields, String path) {
    Node place = fields.get(path.endsWith(".namespace") ? "namespace" : "name");
    return place == null ? fields.node() : place;
  }

  /** A kind of some other API is not malformed; it has no endpoints here. */
  private static void sayOther(Fields fields, @Nullable String group, String kind) {
    Findings findings = fields.findings();
    Node kindNode = fields.get("kind");
    Node groupNode = fields.get("group");
    if (kind.equals("Service")) {
      findings.problem(
          groupNode == null ? fields.node() : groupNode, "\"\" or none, which is Service's group");
    } else if (kind.equals("Hostname")) {
      findings.problem(groupNode == null ? fields.node() : groupNode, ISTIO + " beside Hostname");
    } else if (group == null || group.indexOf('.') < 0 || Suggestion.isSlip(kind, "Service")) {
      findings.problem(kindNode == null ? fields.node() : kindNode, "a Service");
    } else {
      String name = kind + " " + fields.text("name");
      findings.warning(
          fields.node(),
          Node.printable(name) + " is no Service, so nothing is sent to it from here");
    }
  }
}

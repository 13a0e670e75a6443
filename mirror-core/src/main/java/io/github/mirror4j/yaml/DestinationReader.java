package io.github.mirror4j.yaml;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.yaml.dialect.Hosts;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads where a VirtualService sends requests: {@code {host, subset, port: {number}}}. */
record DestinationReader(DeclaredSubsets subsets, DeclaredServices services, boolean looksUp) {

  DestinationReader(DeclaredSubsets subsets, DeclaredServices services) {
    this(subsets, services, true);
  }

  /** For destinations that are not applied, so that it does not matter who describes them. */
  DestinationReader withoutLookUp() {
    return new DestinationReader(subsets, services, false);
  }

  /** A service with the labels of its subset, and the value that names it. */
  record Destination(ServiceRef service, Labels labels, Node node) {}

  @Nullable Destination read(@Nullable Fields fields, String namespace) {
    return read(fields, namespace, null);
  }

  /** Reads one that may be the rule's own destination, be it a wildcard. */
  @Nullable Destination read(@Nullable Fields fields, String namespace, @Nullable ServiceRef own) {
    if (fields == null) {
      return null;
    }
    String host = fields.requiredText("host", "a service");
    String given = fields.text("subset");
    // In the mesh an empty text is an absent one.
    String subset = given == null || given.isEmpty() ? null : given;
    Fields portFields = fields.object("port");
    Integer port = null;
    if (portFields != null) {
      portFields.required("number", "1 to 65535");
      port = portFields.integer("number", 1, 65535);
      portFields.ignore("name");
      portFields.done();
    }
    fields.done();
    if (host == null) {
      return null;
    }
    Findings findings = fields.findings();
    Node hostNode = requireNonNull(fields.get("host"));
    ServiceRef service = Hosts.service(host, namespace).atPort(port);
    List<Problem> problems = service.problems("");
    boolean isOwn = own != null && own.host().equals(service.host()) && port == null;
    if (!problems.isEmpty() || (service.isWildcard() && !isOwn)) {
      String expected = problems.isEmpty() ? "one service" : problems.get(0).expected();
      findings.problem(hostNode, expected);
      return null;
    }
    Node subsetNode = fields.get("subset");
    Labels labels =
        subset == null || subsetNode == null
            ? Labels.none()
            : subsets.labels(service, subsetNode, subset);
    boolean isKnown = subset == null || !findings.isWrong(fields.node());
    if (looksUp && isKnown && !service.isWildcard()) {
      services.check(service, labels, port == null ? hostNode : fields.node());
    }
    return new Destination(service, labels, fields.node());
  }
}

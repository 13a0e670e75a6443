package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.ServiceRef;
import org.jspecify.annotations.Nullable;

/** A document of a kind that is known here. */
record Resource(
    Kind kind,
    Node.Obj document,
    String name,
    Node nameNode,
    String namespace,
    Fields spec,
    Annotations annotations) {

  /** Stands for a name that is wrong, so that the content is checked all the same. */
  private static final String NO_NAME = "unreadable";

  /** The head and the spec of a document; null where it is too wrong to go on. */
  static @Nullable Resource read(Kind kind, Node.Obj document, Findings findings) {
    Fields fields = Fields.of(document, findings);
    fields.required("apiVersion", String.join(" or ", kind.apiVersions()));
    fields.ignore("kind", "status");
    Node metadata = fields.required("metadata", "the metadata with a name");
    Node spec = fields.required("spec", "the " + kind.text() + "'s content");
    fields.done();
    if (metadata == null || spec == null) {
      return null;
    }
    Fields head = Fields.of(metadata, findings);
    String name = head.requiredText("name", "the name");
    String namespace = namespace(head);
    Annotations annotations = Annotations.of(head.object("annotations"), kind, findings);
    head.ignore("labels", "creationTimestamp", "generation", "resourceVersion", "uid", "selfLink");
    head.ignore("managedFields", "ownerReferences", "finalizers", "generateName", "clusterName");
    head.ignore("deletionTimestamp", "deletionGracePeriodSeconds");
    head.done();
    Fields content = Fields.of(spec, findings);
    Node nameNode = head.get("name");
    return new Resource(
        kind,
        document,
        name == null ? NO_NAME : name,
        nameNode == null ? metadata : nameNode,
        namespace,
        kind == Kind.ROUTE_RULE ? content.withSnakeCase() : content,
        annotations);
  }

  /** The namespace; a wrong one is said once, and not again for every short name in it. */
  private static String namespace(Fields head) {
    String namespace = head.text("namespace");
    Node node = head.get("namespace");
    if (namespace == null || node == null) {
      return ServiceRef.DEFAULT_NAMESPACE;
    }
    var problems = new ServiceRef("any", namespace, null, null).problems("");
    problems.forEach(problem -> head.findings().problem(node, problem.expected()));
    return problems.isEmpty() ? namespace : ServiceRef.DEFAULT_NAMESPACE;
  }

  Resource withName(String other) {
    return new Resource(kind, document, other, nameNode, namespace, spec, annotations);
  }

  Findings findings() {
    return spec.findings();
  }

  /** Starts a rule that this document makes. */
  RuleDraft draft(String ruleName) {
    return new RuleDraft(ruleName, this);
  }
}

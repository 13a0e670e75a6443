package io.github.mirror4j.yaml;

import org.jspecify.annotations.Nullable;

/** A document of a kind that is known here. */
record Resource(
    Kind kind,
    Node.Obj document,
    String name,
    String namespace,
    Fields spec,
    Annotations annotations) {

  private static final String DEFAULT_NAMESPACE = "default";

  /** The head and the spec of a document; null where it is too wrong to go on. */
  static @Nullable Resource read(Kind kind, Node.Obj document, Findings findings) {
    Fields fields = Fields.of(document, findings);
    fields.ignore("apiVersion", "kind", "status");
    Node metadata = fields.required("metadata", "the metadata with a name");
    Node spec = fields.required("spec", "the " + kind.text() + "'s content");
    fields.done();
    Fields head = metadata == null ? null : Fields.of(metadata, findings);
    String name = head == null ? null : head.requiredText("name", "the name");
    String namespace = head == null ? null : head.text("namespace");
    Annotations annotations =
        Annotations.of(head == null ? null : head.object("annotations"), findings);
    if (head != null) {
      head.ignore(
          "labels", "creationTimestamp", "generation", "resourceVersion", "uid", "selfLink");
      head.ignore("managedFields", "ownerReferences", "finalizers", "generateName", "clusterName");
      head.ignore("deletionTimestamp", "deletionGracePeriodSeconds");
      head.done();
    }
    if (name == null || spec == null) {
      return null;
    }
    Fields content = Fields.of(spec, findings);
    return new Resource(
        kind,
        document,
        name,
        namespace == null ? DEFAULT_NAMESPACE : namespace,
        kind == Kind.ROUTE_RULE ? content.withSnakeCase() : content,
        annotations);
  }

  Findings findings() {
    return spec.findings();
  }

  /** Starts a rule that this document makes. */
  RuleDraft draft(String ruleName) {
    return new RuleDraft(ruleName, this);
  }
}

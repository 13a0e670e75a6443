package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.yaml.dialect.Kind;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** A document of a kind that is known here. */
record Resource(Kind kind, Node.Obj document, Head head, Fields spec, Annotations annotations) {

  /** What is read of its metadata. */
  record Head(String name, Node nameNode, String namespace, @Nullable Instant created) {}

  /** Replaces a wrong name, so that the content is checked nevertheless. */
  private static final String NO_NAME = "unreadable";

  /** The head and the spec of a document; null if it is too wrong to continue. */
  static @Nullable Resource read(
      Kind kind, Node.Obj document, boolean isOfList, Findings findings) {
    Fields fields = Fields.of(document, findings);
    if (isOfList) {
      fields.ignore("apiVersion");
    } else {
      fields.required("apiVersion", String.join(" or ", kind.apiVersions()));
    }
    fields.ignore("kind", "status");
    Node metadata = fields.required("metadata", "the metadata with a name");
    Node spec = fields.required("spec", "the " + kind.text() + "'s content");
    fields.done();
    if (metadata == null || spec == null) {
      return null;
    }
    Fields head = Fields.of(metadata, findings);
    String name = name(head);
    String namespace = namespace(head);
    Annotations annotations = Annotations.of(head.object("annotations"), kind, findings);
    Instant created = created(head);
    head.ignore("labels", "generation", "resourceVersion", "uid", "selfLink");
    head.ignore("managedFields", "ownerReferences", "finalizers", "generateName", "clusterName");
    head.ignore("deletionTimestamp", "deletionGracePeriodSeconds");
    head.done();
    Fields content = Fields.of(spec, findings);
    Node nameNode = head.get("name");
    return new Resource(
        kind,
        document,
        new Head(
            name == null ? NO_NAME : name,
            nameNode == null ? metadata : nameNode,
            namespace,
            created),
        kind == Kind.ROUTE_RULE ? content.withSnakeCase() : content,
        annotations);
  }

  /** The namespace; a wrong one is reported once, and not again for every short name in it. */
  private static String namespace(Fields head) {
    String namespace = head.text("namespace");
    Node node = head.get("namespace");
    // In a cluster an empty one is none.
    if (namespace == null || node == null || namespace.isEmpty()) {
      return ServiceRef.DEFAULT_NAMESPACE;
    }
    var problems = new ServiceRef("any", namespace, null, null).problems("");
    problems.forEach(problem -> head.findings().problem(node, problem.expected()));
    return problems.isEmpty() ? namespace : ServiceRef.DEFAULT_NAMESPACE;
  }

  static boolean isNamespace(String text) {
    return new ServiceRef("any", text, null, null).problems("").isEmpty();
  }

  /** The name, as a rule may have it; a wrong one is reported as written, without what is added. */
  private static @Nullable String name(Fields head) {
    String name = head.requiredText("name", "the name");
    Node node = head.get("name");
    if (name == null || node == null) {
      return null;
    }
    try {
      RouteRule.builder(name).destination("any").build();
      return name;
    } catch (InvalidConfigurationException e) {
      e.problems().forEach(problem -> head.findings().problem(node, problem.expected()));
      return null;
    }
  }

  private static @Nullable Instant created(Fields head) {
    String time = head.text("creationTimestamp");
    Node node = head.get("creationTimestamp");
    if (time == null || node == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(time).toInstant();
    } catch (DateTimeParseException e) {
      head.findings().problem(node, "a time such as \"2026-01-31T12:00:00Z\"");
      return null;
    }
  }

  Resource withName(String other) {
    Head renamed = new Head(other, nameNode(), namespace(), created());
    return new Resource(kind, document, renamed, spec, annotations);
  }

  String name() {
    return head.name();
  }

  Node nameNode() {
    return head.nameNode();
  }

  String namespace() {
    return head.namespace();
  }

  @Nullable Instant created() {
    return head.created();
  }

  Findings findings() {
    return spec.findings();
  }

  /** Starts a rule that this document makes. */
  RuleDraft draft(String ruleName) {
    return new RuleDraft(ruleName, this);
  }
}

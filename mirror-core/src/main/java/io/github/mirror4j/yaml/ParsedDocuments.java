package io.github.mirror4j.yaml;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.yaml.dialect.EntryNames;
import io.github.mirror4j.yaml.dialect.Kind;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sorts documents by their kind: those that are read, and those that are skipped with a note. */
final class ParsedDocuments {

  private final Findings findings;
  private final List<Resource> all = new ArrayList<>();
  private final Map<String, Node.Mark> seen = new HashMap<>();

  ParsedDocuments(Findings findings) {
    this.findings = findings;
  }

  List<Resource> of(Kind kind) {
    return all.stream().filter(resource -> resource.kind() == kind).toList();
  }

  /**
   * Documents that make rules. One that shares its name with a document of an older kind adds its
   * kind to the names of its rules, as names of rules are unique over all kinds.
   */
  List<Resource> rulesOf(Kind kind) {
    List<Resource> resources = new ArrayList<>();
    for (Resource resource : of(kind)) {
      boolean isTaken =
          all.stream()
              .anyMatch(
                  other ->
                      other.kind().makesRules()
                          && other.kind().compareTo(kind) < 0
                          && other.name().equals(resource.name())
                          && other.namespace().equals(resource.namespace()));
      String suffix = "." + kind.text().toLowerCase(Locale.ROOT);
      resources.add(
          isTaken ? resource.withName(EntryNames.fit(resource.name(), suffix)) : resource);
    }
    return resources;
  }

  void add(Node document) {
    add(document, null, null);
  }

  /** Adds a document. If it does not contain its kind and version, its list does. */
  private void add(Node document, @Nullable String listKind, @Nullable String listVersion) {
    if (!(document instanceof Node.Obj object)) {
      findings.problem(document, "a document with apiVersion, kind, metadata and spec");
      return;
    }
    Fields fields = Fields.of(object, findings);
    String own = fields.text("kind");
    String kind = own == null && !fields.has("kind") ? listKind : own;
    if (kind == null) {
      if (!findings.isWrong(object)) {
        String expected = "the kind of the document, such as RouteRule";
        findings.problem(object.mark(), "kind", "missing", expected);
      }
      return;
    }
    boolean isOfList = listKind != null && !fields.has("apiVersion");
    String apiVersion = isOfList ? listVersion : fields.text("apiVersion");
    if (kind.equals("List") || (kind.endsWith("List") && fields.get("items") instanceof Node.Arr)) {
      fields.ignore("metadata");
      String items = kind.substring(0, kind.length() - "List".length());
      List<Node> documents = fields.list("items");
      fields.done();
      documents.forEach(
          item -> add(item, items.isEmpty() ? null : items, items.isEmpty() ? null : apiVersion));
      return;
    }
    Kind known = kind(object, kind, apiVersion);
    Resource resource = known == null ? null : Resource.read(known, object, isOfList, findings);
    if (resource != null && isFirst(resource)) {
      all.add(resource);
    }
  }

  private @Nullable Kind kind(Node.Obj document, String kind, @Nullable String apiVersion) {
    Kind known = Kind.of(kind);
    String group = apiVersion == null ? "" : apiVersion.substring(0, apiVersion.indexOf('/') + 1);
    if (known != null) {
      // Where it is missing the content says so.
      if (apiVersion == null || known.apiVersions().contains(apiVersion)) {
        return known;
      }
      String near = Suggestion.of(apiVersion, known.apiVersions());
      if (near != null || group.equals(known.group() + "/")) {
        problem(document, "apiVersion", String.join(" or ", known.apiVersions()));
        return null;
      }
    }
    String near = known == null ? Suggestion.of(kind, Kind.texts()) : null;
    boolean ourGroup = !group.isEmpty() && Kind.isGroup(group.substring(0, group.length() - 1));
    // TLSRoute, for example, is another kind of the same group. Only a misspelt kind is a problem.
    if (near != null
        && ourGroup
        && !SkippedDocument.isKnown(kind)
        && Suggestion.isSlip(kind, near)) {
      problem(document, "kind", "a kind of " + apiVersion + Suggestion.didYouMean(near));
      return null;
    }
    SkippedDocument.say(document, kind, group, findings);
    return null;
  }

  private void problem(Node.Obj document, String field, String expected) {
    findings.problem(requireNonNull(document.fields().get(field)).value(), expected);
  }

  private boolean isFirst(Resource resource) {
    String key = resource.kind() + " " + resource.namespace() + "/" + resource.name();
    Node.Mark mark = resource.nameNode().mark();
    // What has no name does not share it with another.
    Node.Mark first = findings.isWrong(resource.nameNode()) ? null : seen.putIfAbsent(key, mark);
    if (first == null) {
      return true;
    }
    String value = '"' + Node.printable(resource.name()) + "\" a second time";
    String expected =
        "one " + resource.kind().text() + " of that name in a namespace; first at " + first;
    findings.problem(resource.nameNode(), value, expected);
    return false;
  }
}

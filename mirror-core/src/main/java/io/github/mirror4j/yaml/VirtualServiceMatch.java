package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Source;
import io.github.mirror4j.rule.StringMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the matches of a VirtualService's http entry: conditions that all hold, one of a list. */
final class VirtualServiceMatch {

  private static final Set<String> PSEUDO = Set.of("uri", "scheme", "method", "authority");

  private final RuleDraft draft;
  private final Findings findings;
  private final String at;
  private final Match.Builder match = Match.builder();

  private VirtualServiceMatch(RuleDraft draft, String at) {
    this.draft = draft;
    this.at = at;
    findings = draft.resource().findings();
  }

  static List<Match> readAll(Fields entry, RuleDraft draft) {
    List<Match> read = new ArrayList<>();
    List<Fields> matches = entry.objects("match");
    Node place = entry.get("match");
    if (place != null) {
      draft.place("match", place);
    }
    for (int i = 0; i < matches.size(); i++) {
      draft.place("match[" + i + "]", matches.get(i).node());
      Match match = new VirtualServiceMatch(draft, "match[" + i + "]").read(matches.get(i));
      draft.builder().match(match);
      read.add(match);
    }
    return read;
  }

  private Match read(Fields fields) {
    boolean ignoreCase = fields.isTrue("ignoreUriCase");
    StringMatch uri = text(fields, "uri");
    if (uri != null && !StringMatches.isEveryPath(uri)) {
      // Istio ignores the case of exact and prefix only.
      boolean fold = ignoreCase && !(uri instanceof StringMatch.Regex);
      match.uri(fold ? uri.ignoringCase() : uri);
    }
    StringMatch scheme = text(fields, "scheme");
    StringMatch method = text(fields, "method");
    StringMatch authority = text(fields, "authority");
    if (scheme != null) {
      match.scheme(scheme);
    }
    if (method != null) {
      match.method(method);
    }
    if (authority != null) {
      match.authority(authority);
    }
    readHeaders(fields);
    readQuery(fields);
    readSource(fields);
    for (String name : List.of("port", "gateways")) {
      Node node = fields.get(name);
      if (node != null) {
        findings.problem(
            node, "not here: a client cannot tell it from a request, so the rule would do more");
      }
    }
    fields.ignore("name", "statPrefix");
    fields.done();
    return match.build();
  }

  private @Nullable StringMatch text(Fields fields, String name) {
    Node node = fields.get(name);
    if (node == null) {
      return null;
    }
    draft.place(at + "." + name, node);
    return StringMatches.read(node, findings);
  }

  private void readHeaders(Fields fields) {
    for (Map.Entry<String, Node> header : entries(fields, "headers")) {
      StringMatch condition = header(header);
      if (condition != null) {
        match.header(header.getKey().toLowerCase(Locale.ROOT), condition);
      }
    }
    Fields with = fields.object("headers");
    for (Map.Entry<String, Node> header : entries(fields, "withoutHeaders")) {
      StringMatch condition = header(header);
      if (with != null && with.has(header.getKey())) {
        findings.problem(
            header.getValue(), "beside headers." + header.getKey(), "one condition on a header");
      } else if (condition != null) {
        match.header(header.getKey().toLowerCase(Locale.ROOT), StringMatch.not(condition));
      }
    }
  }

  private @Nullable StringMatch header(Map.Entry<String, Node> header) {
    String name = header.getKey();
    if (PSEUDO.contains(name)) {
      findings.warning(header.getValue(), "not applied; " + name + " is a field beside headers");
      return null;
    }
    draft.place(at + ".headers." + name.toLowerCase(Locale.ROOT), header.getValue());
    // A field without condition asks for the header's presence.
    boolean isPresence = header.getValue() instanceof Node.Obj object && object.fields().isEmpty();
    return isPresence ? StringMatch.present() : StringMatches.read(header.getValue(), findings);
  }

  private void readQuery(Fields fields) {
    for (Map.Entry<String, Node> parameter : entries(fields, "queryParams")) {
      draft.place(at + ".queryParameters." + parameter.getKey(), parameter.getValue());
      StringMatch condition = StringMatches.read(parameter.getValue(), findings);
      if (condition != null) {
        match.queryParameter(parameter.getKey(), condition);
      }
    }
  }

  private void readSource(Fields fields) {
    Labels labels = fields.labels("sourceLabels");
    String namespace = fields.text("sourceNamespace");
    if (!labels.isEmpty() || namespace != null) {
      Node node = fields.get(labels.isEmpty() ? "sourceNamespace" : "sourceLabels");
      draft.place(at + ".source", node == null ? fields.node() : node);
      match.source(new Source(null, namespace, labels));
    }
  }

  private List<Map.Entry<String, Node>> entries(Fields fields, String name) {
    Node node = fields.get(name);
    if (node == null) {
      return List.of();
    }
    Fields map = Fields.of(node, findings);
    // Taken for absent, a null would let the rule match more than it says.
    if (node instanceof Node.Obj object) {
      object.fields().values().stream()
          .filter(
              field ->
                  field.value() instanceof Node.Text text && text.kind() == Node.Text.Kind.NULL)
          .forEach(field -> findings.problem(field.value(), "a condition; {} asks for presence"));
    }
    return map.names().stream()
        .filter(map::has)
        .map(key -> Map.entry(key, java.util.Objects.requireNonNull(map.get(key))))
        .toList();
  }

  /** Whether an http entry takes every request: no match, or one without conditions. */
  static boolean isCatchAll(Node.Obj entry) {
    Node.Obj.Field field = entry.fields().get("match");
    if (field == null || !(field.value() instanceof Node.Arr matches)) {
      return true;
    }
    return matches.items().isEmpty()
        || matches.items().stream().anyMatch(VirtualServiceMatch::isOpen);
  }

  private static boolean isOpen(Node match) {
    if (!(match instanceof Node.Obj object)) {
      return false;
    }
    return object.fields().entrySet().stream()
        .allMatch(
            field ->
                field.getKey().matches("name|statPrefix|ignoreUriCase")
                    || (field.getKey().equals("uri") && isEveryPath(field.getValue().value())));
  }

  private static boolean isEveryPath(Node uri) {
    StringMatch match = StringMatches.read(uri, new Findings());
    return match != null && StringMatches.isEveryPath(match);
  }
}

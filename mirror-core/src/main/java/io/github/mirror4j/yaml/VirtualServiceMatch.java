package io.github.mirror4j.yaml;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Source;
import io.github.mirror4j.rule.StringMatch;
import io.github.mirror4j.yaml.dialect.StringMatches;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the matches of a VirtualService's http entry: conditions that all hold, one of a list. */
final class VirtualServiceMatch {

  /** The name of the mesh's clients among the gateways. */
  static final String MESH = "mesh";

  private static final int MAX_REGEX = 1024;
  private static final Map<String, String> INSTEAD =
      Map.of(":path", "uri", ":method", "method", ":scheme", "scheme", ":authority", "authority");
  private static final Set<String> PSEUDO = Set.of("uri", "scheme", "method", "authority");

  private final RuleDraft draft;
  private final Findings findings;
  private final String at;
  private final Match.Builder match = Match.builder();
  private final Set<String> headers = new HashSet<>();
  private boolean isPossible = true;

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
    for (Fields fields : matches) {
      VirtualServiceMatch reader = new VirtualServiceMatch(draft, draft.nextMatch());
      draft.place(reader.at, fields.node());
      Match match = reader.read(fields);
      read.add(match);
      if (reader.isPossible) {
        draft.match(match);
      }
    }
    if (!matches.isEmpty() && draft.matches().isEmpty()) {
      draft.never();
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
    Fields with = fields.object("headers");
    for (Map.Entry<String, Node> header : entries(fields, "headers")) {
      readHeader(header, "headers", with);
    }
    for (Map.Entry<String, Node> header : entries(fields, "withoutHeaders")) {
      readHeader(header, "withoutHeaders", with);
    }
    readQuery(fields);
    readSource(fields);
    readPort(fields);
    readGateways(fields);
    fields.ignore("name", "statPrefix");
    fields.done();
    return match.build();
  }

  private @Nullable StringMatch text(Fields fields, String name) {
    Node node = fields.get(name);
    if (node == null || isEmpty(node)) {
      return null;
    }
    draft.place(at + "." + name, node);
    return condition(node, name.equals("uri"));
  }

  /** Whether it is there without a condition. */
  private static boolean isEmpty(Node node) {
    return node instanceof Node.Obj object && object.fields().isEmpty();
  }

  /** A condition as Istio's own validation takes it. */
  private @Nullable StringMatch condition(Node node, boolean isUri) {
    StringMatch match = StringMatches.read(node, findings);
    if (match instanceof StringMatch.Prefix(String value, boolean fold) && value.isEmpty()) {
      if (isUri) {
        return match;
      }
      findings.problem(node, "prefix \"\"", "a prefix that is not empty; {} asks for presence");
      return null;
    }
    boolean isLong =
        match instanceof StringMatch.Regex(String pattern) && pattern.length() > MAX_REGEX;
    if (isLong) {
      String expected = "at most " + MAX_REGEX + " characters, as in Istio";
      findings.problem(node, "a pattern of " + length(match) + " characters", expected);
      return null;
    }
    return match;
  }

  private static int length(@Nullable StringMatch match) {
    return match instanceof StringMatch.Regex(String pattern) ? pattern.length() : 0;
  }

  private void readHeader(Map.Entry<String, Node> header, String list, @Nullable Fields with) {
    String name = header.getKey();
    String lower = name.toLowerCase(Locale.ROOT);
    Node node = header.getValue();
    String field = INSTEAD.get(lower);
    if (PSEUDO.contains(name)) {
      findings.warning(node, "not applied; " + name + " is a field beside headers");
    } else if (name.startsWith("@")) {
      findings.warning(node, "only a gateway knows it, so the match never holds here");
      isPossible = false;
    } else if (name.startsWith(":")) {
      String expected = field == null ? "a header" : field + " beside headers, which says the same";
      findings.problem(node, "a pseudo header", expected);
    } else if (!headers.add(lower)) {
      boolean isBoth = list.equals("withoutHeaders") && with != null && with.has(name);
      String value = isBoth ? "beside headers." + name : "a second condition on " + lower;
      findings.problem(node, value, "one condition on a header");
    } else {
      addHeader(lower, node, list.equals("withoutHeaders"));
    }
  }

  private void addHeader(String name, Node node, boolean isWithout) {
    draft.place(at + ".headers." + name, node);
    // A field without condition asks for the header's presence.
    StringMatch condition = isEmpty(node) ? StringMatch.present() : condition(node, false);
    if (condition != null) {
      match.header(name, isWithout ? StringMatch.not(condition) : condition);
    }
  }

  private void readQuery(Fields fields) {
    for (Map.Entry<String, Node> parameter : entries(fields, "queryParams")) {
      Node node = parameter.getValue();
      draft.place(at + ".queryParameters." + parameter.getKey(), node);
      StringMatch condition = isEmpty(node) ? StringMatch.present() : condition(node, false);
      if (condition != null) {
        match.queryParameter(parameter.getKey(), condition);
      }
    }
  }

  private void readPort(Fields fields) {
    Integer port = fields.integer("port", 0, 65_535);
    Node node = fields.get("port");
    // In the mesh 0 is an absent number.
    if (port != null && node != null && port != 0) {
      draft.place(at + ".port", node);
      match.port(port);
    }
  }

  /** A client is one of the mesh's; no gateway is. */
  private void readGateways(Fields fields) {
    List<String> gateways = fields.texts("gateways");
    Node node = fields.get("gateways");
    if (node != null && !gateways.isEmpty() && !gateways.contains(MESH)) {
      findings.warning(node, "the match is for gateways alone, so it never holds here");
      isPossible = false;
    }
  }

  private void readSource(Fields fields) {
    Labels labels = fields.labels("sourceLabels");
    String given = fields.text("sourceNamespace");
    String namespace = given == null || given.isEmpty() ? null : given;
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
    // If a null counted as absent, the rule would match more than it says.
    if (node instanceof Node.Obj object) {
      object.fields().values().stream()
          .filter(
              field ->
                  field.value() instanceof Node.Text text && text.kind() == Node.Text.Kind.NULL)
          .forEach(field -> findings.problem(field.value(), "a condition; {} asks for presence"));
    }
    return map.names().stream()
        .filter(map::has)
        .map(key -> Map.entry(key, requireNonNull(map.get(key))))
        .toList();
  }
}

package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.rule.Source;
import io.github.mirror4j.rule.StringMatch;
import io.github.mirror4j.text.HttpText;
import io.github.mirror4j.yaml.dialect.StringMatches;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import java.util.Objects;

/** Reads the match of a RouteRule: a source and request headers, four of which are no headers. */
final class RouteRuleMatch {

  private final RuleDraft draft;
  private final Fields fields;
  private final Findings findings;
  private final Match.Builder match = Match.builder();

  RouteRuleMatch(RuleDraft draft, Fields fields) {
    this.draft = draft;
    this.fields = fields;
    findings = fields.findings();
  }

  Match read() {
    draft.place("match", fields.node());
    draft.place("match[0]", fields.node());
    Fields source = fields.object("source");
    if (source != null) {
      readSource(source);
    }
    Node udp = fields.get("udp");
    if (udp != null) {
      findings.problem(udp, "no UDP, which Istio never supported");
    }
    fields.get("tcp");
    Fields request = fields.object("request");
    if (request != null) {
      Fields headers = request.object("headers");
      if (headers != null) {
        headers.names().forEach(name -> readHeader(name, headers));
      }
      request.done();
    }
    fields.done();
    return match.build();
  }

  private void readSource(Fields source) {
    draft.place("match[0].source", source.node());
    ServiceRef service = RouteRuleReader.service(source);
    var labels = source.labels("labels");
    source.done();
    match.source(new Source(service, null, labels));
  }

  private void readHeader(String name, Fields headers) {
    if (!HttpText.isLowerCaseHeader(name)) {
      Node.Obj.Field field = Objects.requireNonNull(((Node.Obj) headers.node()).fields().get(name));
      String value = '"' + Node.printable(name) + '"';
      findings.problem(field.mark(), field.value().path(), value, "a header name in lower case");
      return;
    }
    Node node = headers.get(name);
    if (node == null) {
      Node missing = Objects.requireNonNull(((Node.Obj) headers.node()).fields().get(name)).value();
      findings.problem(missing, "exact, prefix or regex with a text");
      return;
    }
    StringMatch condition = StringMatches.read(node, findings);
    if (condition == null) {
      return;
    }
    switch (name) {
      case "uri" -> {
        draft.place("match[0].uri", node);
        if (condition instanceof StringMatch.Regex) {
          String text = "applied to the path; Istio 0.5 never matched a regex there, later ones do";
          findings.warning(node, text);
        }
        match.uri(condition);
      }
      case "scheme" -> {
        draft.place("match[0].scheme", node);
        match.scheme(condition);
      }
      case "method" -> {
        draft.place("match[0].method", node);
        match.method(condition);
      }
      case "authority" -> {
        draft.place("match[0].authority", node);
        match.authority(condition);
      }
      default -> {
        draft.place("match[0].headers", node);
        draft.place("match[0].headers." + name, node);
        match.header(name, condition);
      }
    }
  }
}

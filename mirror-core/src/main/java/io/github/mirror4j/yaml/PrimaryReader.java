package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.PathRewrite;
import io.github.mirror4j.rule.PrimaryEdits;
import io.github.mirror4j.text.ConnectionHeaders;
import io.github.mirror4j.yaml.dialect.RouteTimeout;
import io.github.mirror4j.yaml.dialect.UriRewrite;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.Scalars;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Collects what a document changes about a rule's primaries, in any dialect. */
final class PrimaryReader {

  private static final Set<String> HOST = Set.of("host", ":authority");

  private final RuleDraft draft;
  private final Findings findings;
  private PrimaryEdits edits = PrimaryEdits.none();

  PrimaryReader(RuleDraft draft) {
    this.draft = draft;
    findings = draft.resource().findings();
  }

  void addToRule() {
    draft.builder().primary(edits);
  }

  void timeout(RouteTimeout timeout) {
    if (timeout.time() != null && timeout.node() != null) {
      draft.place("primary.timeout", timeout.node());
      edits = edits.timeout(timeout.time());
    }
  }

  /** {@code rewrite} of RouteRule and VirtualService. */
  void rewrite(Fields rewrite, List<Match> matches, boolean isRegexKnown) {
    Node uri = rewrite.get("uri");
    String path = rewrite.text("uri");
    Node authority = rewrite.get("authority");
    String host = rewrite.text("authority");
    Fields regex = isRegexKnown ? rewrite.object("uriRegexRewrite") : null;
    rewrite.done();
    if (uri == null && authority == null && regex == null && !findings.isWrong(rewrite.node())) {
      findings.problem(rewrite.node(), "a uri, an authority or both");
    }
    if (uri != null && regex != null) {
      findings.problem(regex.node(), "beside uri", "either uri or uriRegexRewrite");
    } else if (regex != null) {
      regexRewrite(regex);
    } else if (uri != null && path != null) {
      path(UriRewrite.of(matches, path), uri);
      if (!UriRewrite.isSure(matches)) {
        String text =
            "replaces what the first uri of the matches finds, whatever else they ask for";
        findings.warning(uri, text);
      }
    }
    if (authority != null && host != null) {
      authority(host, authority);
    }
  }

  private void regexRewrite(Fields regex) {
    String pattern = regex.requiredText("match", "an RE2 pattern");
    String substitution = regex.requiredText("rewrite", "the text in its place");
    regex.done();
    if (pattern != null && substitution != null) {
      boolean whole = pattern.equals(UriRewrite.WHOLE) && substitution.matches("/[^\\\\]*");
      path(
          whole ? PathRewrite.full(substitution) : PathRewrite.regex(pattern, substitution),
          regex.node());
    }
  }

  void path(PathRewrite rewrite, Node place) {
    draft.place("primary.pathRewrite", place);
    edits = edits.rewritePath(rewrite);
  }

  /** The first one holds: a rewrite comes before a header. */
  void authority(String authority, Node place) {
    if (edits.authority() == null) {
      draft.place("primary.authority", place);
      edits = edits.authority(authority);
    }
  }

  /** {@code headers.request} of a VirtualService; Envoy removes before it sets and adds. */
  void headers(Fields operations) {
    for (Node name : operations.list("remove")) {
      String text = Scalars.text(name, findings);
      if (text != null) {
        remove(text, name);
      }
    }
    Fields set = operations.object("set");
    Fields add = operations.object("add");
    operations.done();
    if (set != null) {
      set.names().forEach(name -> value(set, name, this::set));
    }
    if (add != null) {
      add.names().forEach(name -> value(add, name, this::add));
    }
  }

  private void value(Fields map, String name, HeaderTarget target) {
    Node node = map.get(name);
    String value = node == null ? null : Scalars.text(node, findings);
    if (node != null && value != null) {
      target.accept(name, value, node);
    }
  }

  /** Where a header goes that was read. */
  @FunctionalInterface
  interface HeaderTarget {
    void accept(String name, String value, Node place);
  }

  void set(String name, String value, Node place) {
    if (HOST.contains(name.toLowerCase(Locale.ROOT))) {
      authority(value, place);
    } else if (isApplied(name, place)) {
      edits = edits.setHeader(name, value);
    }
  }

  void add(String name, String value, Node place) {
    if (isApplied(name, place)) {
      edits = edits.addHeader(name, value);
    }
  }

  void remove(String name, Node place) {
    if (isApplied(name, place)) {
      edits = edits.removeHeader(name);
    }
  }

  private boolean isApplied(String name, Node place) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith(":") || ConnectionHeaders.SET_BY_CLIENT.contains(lower)) {
      findings.warning(place, "not applied");
      return false;
    }
    draft.place("primary.headerEdits[" + edits.headerEdits().size() + "]", place);
    return true;
  }
}

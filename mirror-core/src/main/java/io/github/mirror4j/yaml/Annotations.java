package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.yaml.dialect.Kind;
import io.github.mirror4j.yaml.dialect.Setting;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.Scalars;
import io.github.mirror4j.yaml.tree.Suggestion;
import io.github.mirror4j.yaml.tree.YamlTree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The annotations of a document for this library, under {@code mirror4j.io/}.
 *
 * <p>A setting holds for the whole document; with {@code .N} after its name, for the document's
 * rule number N; with {@code .N.M}, for that rule's mirror number M. Both count from 0. The most
 * specific one wins.
 */
final class Annotations {

  /** The text of messages about a rule without a route. */
  static final String OR_UNROUTED =
      "; or the annotation "
          + Setting.PREFIX
          + "route: "
          + Setting.UNROUTED
          + ", which leaves primaries alone";

  private final Map<String, Node.Obj.Field> settings = new LinkedHashMap<>();
  private final Set<String> used = new HashSet<>();
  private final Map<Node.Text, ReadComparison> comparisons = new HashMap<>();
  private final Kind kind;
  private final Findings findings;

  /**
   * The settings of a comparison as the file has them, and what they mean; null if they are wrong.
   */
  record ReadComparison(Node settings, @Nullable Comparison comparison) {}

  private Annotations(Kind kind, Findings findings) {
    this.kind = kind;
    this.findings = findings;
  }

  static Annotations of(@Nullable Fields fields, Kind kind, Findings findings) {
    Annotations annotations = new Annotations(kind, findings);
    if (fields != null && fields.node() instanceof Node.Obj object) {
      object.fields().forEach(annotations::add);
    }
    return annotations;
  }

  private void add(String key, Node.Obj.Field field) {
    if (!key.startsWith(Setting.PREFIX)) {
      return;
    }
    String name = key.substring(Setting.PREFIX.length());
    String base = Setting.base(name);
    if (!Setting.names().contains(base)) {
      String question = findings.isFull() ? "" : Suggestion.question(base, Setting.names());
      findings.unknown(field, "a known annotation" + question);
      return;
    }
    String instead = Setting.named(base).insteadIn(kind);
    if (instead != null) {
      findings.wrongName(field, "not for " + kind.text(), instead);
    } else if (base.equals(Setting.COMPARE.text()) && field.value() instanceof Node.Obj) {
      findings.problem(
          field.value(), "a text, as all annotations are: \"|\" and the settings below");
    } else if (Scalars.text(field.value(), findings) != null) {
      settings.put(name, field);
    }
  }

  /** The most specific value of a setting for a rule as a whole. */
  Node.@Nullable Text find(Setting setting, int rule) {
    return first(List.of(setting.text() + "." + rule, setting.text()));
  }

  /** The most specific value of a setting for one mirror. */
  Node.@Nullable Text find(Setting setting, int rule, int mirror) {
    String name = setting.text();
    return first(List.of(name + "." + rule + "." + mirror, name + "." + rule, name));
  }

  /** The comparison that the text of an annotation holds; read once for all its mirrors. */
  ReadComparison comparison(Node.Text text) {
    return comparisons.computeIfAbsent(text, this::readComparison);
  }

  private ReadComparison readComparison(Node.Text text) {
    Node settings = YamlTree.readInside(text, findings);
    return settings == null
        ? new ReadComparison(text, null)
        : new ReadComparison(settings, ComparisonReader.read(settings, findings));
  }

  /** Whether a rule leaves its primaries to go where their URI says, whatever its routes. */
  boolean leavesPrimaries(int rule) {
    Node.Text route = find(Setting.ROUTE, rule);
    if (route != null && !route.text().equals(Setting.UNROUTED)) {
      findings.problem(
          route, '"' + Setting.UNROUTED + "\", which leaves primaries where their URI says");
    }
    return route != null;
  }

  private Node.@Nullable Text first(List<String> names) {
    Node.Text found = null;
    for (String name : names) {
      Node.Obj.Field field = settings.get(name);
      if (field != null) {
        used.add(name);
        found = found == null ? (Node.Text) field.value() : found;
      }
    }
    return found;
  }

  /**
   * Reports the settings that apply to no rule or mirror. Called when all rules of the document are
   * read.
   */
  void done() {
    settings.forEach(
        (name, field) -> {
          if (used.contains(name)) {
            return;
          }
          if (name.equals(Setting.base(name))) {
            findings.warning(field.value(), "not applied: the document has no mirror");
          } else {
            String number = name.substring(Setting.base(name).length() + 1);
            String expected = "the numbers of a rule and a mirror of this document, from 0";
            findings.problem(field.value(), "for " + Node.printable(number), expected);
          }
        });
  }
}

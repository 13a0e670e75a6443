package io.github.mirror4j.yaml.dialect;

import io.github.mirror4j.rule.StringMatch;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a text condition of Istio: one of {@code exact}, {@code prefix} and {@code regex}. */
@SuppressWarnings("doclint:missing") // for this module only
public final class StringMatches {

  private static final List<String> KINDS = List.of("exact", "prefix", "regex");

  private StringMatches() {}

  public static @Nullable StringMatch read(Node node, Findings findings) {
    if (node instanceof Node.Text text && text.kind() == Node.Text.Kind.STRING) {
      findings.problem(
          node, "exact, prefix or regex with a text, such as {exact: " + text.shown() + "}");
      return null;
    }
    Fields fields = Fields.of(node, findings);
    List<String> given = KINDS.stream().filter(fields::has).toList();
    fields.done();
    if (findings.isWrong(node) || fields.names().stream().anyMatch(name -> !KINDS.contains(name))) {
      return null;
    }
    if (given.size() != 1) {
      String value = given.isEmpty() ? "none of them" : String.join(" and ", given);
      findings.problem(node, value, "one of exact, prefix and regex");
      return null;
    }
    String text = fields.text(given.get(0));
    if (text == null) {
      return null;
    }
    return switch (given.get(0)) {
      case "exact" -> StringMatch.exact(text);
      case "prefix" -> StringMatch.prefix(text);
      default -> StringMatch.regex(text);
    };
  }

  /** Whether every path meets the condition, so that it is none. */
  public static boolean isEveryPath(StringMatch match) {
    return match instanceof StringMatch.Prefix prefix
        && (prefix.value().isEmpty() || prefix.value().equals("/"));
  }
}

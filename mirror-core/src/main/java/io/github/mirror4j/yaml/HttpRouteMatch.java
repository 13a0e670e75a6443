package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.StringMatch;
import io.github.mirror4j.text.HttpText;
import io.github.mirror4j.yaml.dialect.HttpRouteLimits;
import io.github.mirror4j.yaml.dialect.Specificity;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.Suggestion;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads one match of an HTTPRoute: path, headers, query parameters and method, all of them. */
final class HttpRouteMatch {

  private static final List<String> PATH_TYPES =
      List.of("Exact", "PathPrefix", "RegularExpression");
  private static final List<String> TEXT_TYPES = List.of("Exact", "RegularExpression");

  private final RuleDraft draft;
  private final Fields fields;
  private final Findings findings;
  private final Match.Builder match = Match.builder();
  private @Nullable String prefix = "/";
  private int path = Specificity.ofPrefix("/");
  private boolean hasMethod;
  private int headers;
  private int query;

  HttpRouteMatch(RuleDraft draft, Fields fields) {
    this.draft = draft;
    this.fields = fields;
    findings = fields.findings();
  }

  Match read() {
    Fields pathFields = fields.object("path");
    if (pathFields != null) {
      readPath(pathFields);
    }
    String method = fields.text("method");
    if (method != null && !HttpRouteLimits.METHODS.contains(method)) {
      String expected =
          String.join(", ", HttpRouteLimits.METHODS)
              + Suggestion.question(method, HttpRouteLimits.METHODS);
      findings.problem(Objects.requireNonNull(fields.get("method")), expected);
    } else if (method != null) {
      hasMethod = true;
      match.method(StringMatch.exact(method));
    }
    headers =
        readTexts("headers", (name, text) -> match.header(name.toLowerCase(Locale.ROOT), text));
    query = readTexts("queryParams", match::queryParameter);
    fields.done();
    return match.build();
  }

  /** The path prefix that is asked for; null where the path is matched otherwise. */
  @Nullable String prefix() {
    return prefix;
  }

  int specificity() {
    return Specificity.of(path, hasMethod, headers, query);
  }

  private void readPath(Fields condition) {
    String type = type(condition, PATH_TYPES, "PathPrefix");
    String given = condition.text("value");
    condition.done();
    Node node = condition.get("value");
    if (type == null || (given == null && condition.has("value"))) {
      return;
    }
    String value = given == null ? "/" : given;
    draft.place("match[0].uri", node == null ? condition.node() : node);
    if (value.length() > HttpRouteLimits.MAX_VALUE) {
      findings.problem(
          Objects.requireNonNull(node), "at most " + HttpRouteLimits.MAX_VALUE + " characters");
    } else if (type.equals("RegularExpression")) {
      prefix = null;
      path = Specificity.ofRegex(value);
      match.uri(StringMatch.regex(value));
    } else if (!HttpRouteLimits.isPath(value)) {
      findings.problem(
          node == null ? condition.node() : node,
          "a path that starts with '/', without //, /./, /../ and #");
    } else if (type.equals("Exact")) {
      prefix = null;
      path = Specificity.ofExactPath();
      match.uri(StringMatch.exact(value));
    } else {
      // The slash at the end of a prefix has no effect.
      String start = value.equals("/") ? value : HttpText.withoutTrailingSlash(value);
      prefix = start;
      path = Specificity.ofPrefix(start);
      if (!start.equals("/")) {
        match.uri(StringMatch.pathPrefix(start));
      }
    }
  }

  private int readTexts(String list, BiConsumer<String, StringMatch> target) {
    Set<String> seen =
        list.equals("headers") ? new TreeSet<>(String.CASE_INSENSITIVE_ORDER) : new TreeSet<>();
    Set<String> exact = new HashSet<>();
    for (Fields condition : fields.objects(list, HttpRouteLimits.MAX_CONDITIONS)) {
      String type = type(condition, TEXT_TYPES, "Exact");
      String name = condition.requiredText("name", "a name");
      String value = condition.requiredText("value", "a value");
      condition.done();
      if (name == null || value == null || type == null) {
        continue;
      }
      if (!checkText(list, condition, name, value)) {
        continue;
      }
      if (!exact.add(name)) {
        findings.problem(condition.node(), "a second condition on " + name, "one on a name");
        continue;
      }
      if (!seen.add(name)) {
        findings.warning(
            condition.node(), "not applied: only the first condition on a name counts");
        continue;
      }
      String place =
          list.equals("headers")
              ? "headers." + name.toLowerCase(Locale.ROOT)
              : "queryParameters." + name;
      Node node = condition.get("value");
      draft.place("match[0]." + place, node == null ? condition.node() : node);
      boolean isExact = type.equals("Exact");
      target.accept(name, isExact ? StringMatch.exact(value) : StringMatch.regex(value));
    }
    return seen.size();
  }

  /** The limits of the resource's own definition. */
  private boolean checkText(String list, Fields condition, String name, String value) {
    int longest =
        list.equals("headers") ? HttpRouteLimits.MAX_HEADER_VALUE : HttpRouteLimits.MAX_VALUE;
    Node nameNode = Objects.requireNonNull(condition.get("name"));
    Node valueNode = Objects.requireNonNull(condition.get("value"));
    if (!HttpRouteLimits.isName(name)) {
      findings.problem(nameNode, "1 to 256 letters, digits and signs of a header name");
      return false;
    }
    if (value.isEmpty() || value.length() > longest) {
      findings.problem(valueNode, "1 to " + longest + " characters");
      return false;
    }
    return true;
  }

  private @Nullable String type(Fields condition, List<String> types, String byDefault) {
    String type = condition.text("type");
    if (type == null) {
      return condition.has("type") ? null : byDefault;
    }
    if (types.contains(type)) {
      return type;
    }
    String expected = String.join(", ", types) + Suggestion.question(type, types);
    findings.problem(Objects.requireNonNull(condition.get("type")), expected);
    return null;
  }
}

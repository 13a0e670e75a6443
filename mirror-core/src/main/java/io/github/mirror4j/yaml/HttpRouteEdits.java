package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.PathRewrite;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.Scalars;
import io.github.mirror4j.yaml.tree.Suggestion;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the filters of an HTTPRoute's rule that change its primaries.
 *
 * @param primary where the changes go
 * @param prefix the path prefix that the rule's match asks for; null where it asks otherwise
 */
record HttpRouteEdits(PrimaryReader primary, @Nullable String prefix) {

  private static final List<String> TYPES = List.of("ReplaceFullPath", "ReplacePrefixMatch");

  void headers(Fields modifier) {
    for (Node name : modifier.list("remove")) {
      String text = Scalars.text(name, modifier.findings());
      if (text != null) {
        primary.remove(text, name);
      }
    }
    modifier.objects("set", 16).forEach(header -> header(header, primary::set));
    modifier.objects("add", 16).forEach(header -> header(header, primary::add));
    modifier.done();
  }

  private static void header(Fields header, PrimaryReader.HeaderTarget target) {
    String name = header.requiredText("name", "a header name");
    String value = header.requiredText("value", "a value");
    Node place = header.get("value");
    header.done();
    if (name != null && value != null && place != null) {
      target.accept(name, value, place);
    }
  }

  void rewrite(Fields rewrite) {
    Node hostname = rewrite.get("hostname");
    String host = rewrite.text("hostname");
    if (hostname != null && host != null) {
      primary.authority(host, hostname);
    }
    Fields path = rewrite.object("path");
    rewrite.done();
    if (path != null) {
      path(path);
    }
  }

  private void path(Fields path) {
    String type = path.requiredText("type", String.join(", ", TYPES));
    String full = path.text("replaceFullPath");
    String start = path.text("replacePrefixMatch");
    Node fullNode = path.get("replaceFullPath");
    Node startNode = path.get("replacePrefixMatch");
    path.done();
    if (type == null) {
      return;
    }
    boolean isFull = type.equals(TYPES.get(0));
    Node node = isFull ? fullNode : startNode;
    if (!TYPES.contains(type)) {
      String expected = String.join(", ", TYPES) + Suggestion.question(type, TYPES);
      path.findings().problem(Objects.requireNonNull(path.get("type")), expected);
    } else if (node == null || (fullNode != null && startNode != null)) {
      String own = isFull ? "replaceFullPath" : "replacePrefixMatch";
      path.findings().problem(path.node(), own + " and nothing else beside type " + type);
    } else if (isFull && full != null) {
      primary.path(PathRewrite.full(full), node);
    } else if (!isFull && prefix == null) {
      String value = "beside a match that is not by PathPrefix";
      path.findings().problem(node, value, "a match by PathPrefix, or ReplaceFullPath");
    } else if (prefix != null && start != null) {
      primary.path(PathRewrite.prefix(prefix, start.isEmpty() ? "/" : start), node);
    }
  }
}

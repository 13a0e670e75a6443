package io.github.mirror4j.yaml;

import io.github.mirror4j.yaml.dialect.Kind;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reports that a document of an unknown kind is skipped, and what is lost by that. */
final class SkippedDocument {

  private static final int MAX_NAMED = 3;
  private static final Set<String> ROUTES = Set.of("GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute");

  private SkippedDocument() {}

  /** Whether it is another kind of the groups that are read, and not a misspelt one. */
  static boolean isKnown(String kind) {
    return ROUTES.contains(kind);
  }

  static void say(Node.Obj document, String kind, String group, Findings findings) {
    List<Node> mirrors = new ArrayList<>();
    Node.Obj.Field spec = document.fields().get("spec");
    if (spec != null) {
      collect(spec.value(), mirrors);
    }
    collectAnnotations(document, mirrors);
    String name = Node.printable(kind);
    if (mirrors.isEmpty() && (spec == null || !isOfRules(kind, group))) {
      findings.note(document, name + " is skipped, it holds no rules");
      return;
    }
    StringBuilder text = new StringBuilder(name).append(name(document));
    text.append(" is not read, so its rules are not applied");
    String separator = ", such as ";
    for (Node mirror : mirrors.subList(0, Math.min(MAX_NAMED, mirrors.size()))) {
      text.append(separator).append(mirror.path());
      separator = ", ";
    }
    findings.warning(document, text.toString());
  }

  /** A kind that is read in another group, and the routes of the groups that are read. */
  private static boolean isOfRules(String kind, String group) {
    boolean isOurs = !group.isEmpty() && Kind.isGroup(group.substring(0, group.length() - 1));
    Kind known = Kind.of(kind);
    return (known != null && known.makesRules())
        || (isOurs && (kind.endsWith("Route") || kind.endsWith("RouteRule")));
  }

  private static void collect(Node node, List<Node> mirrors) {
    if (node instanceof Node.Obj object) {
      for (Map.Entry<String, Node.Obj.Field> field : object.fields().entrySet()) {
        Node value = field.getValue().value();
        boolean isMirror = field.getKey().toLowerCase(Locale.ROOT).contains("mirror");
        if (isMirror && (!(value instanceof Node.Text text) || isTrue(text))) {
          mirrors.add(value);
        } else {
          collect(value, mirrors);
        }
      }
    } else if (node instanceof Node.Arr array) {
      array.items().forEach(item -> collect(item, mirrors));
    }
  }

  private static boolean isTrue(Node.Text text) {
    return text.kind() == Node.Text.Kind.BOOL && text.text().equals("true");
  }

  /** As proxies' Ingresses name them: {@code nginx.ingress.kubernetes.io/mirror-target}. */
  private static void collectAnnotations(Node.Obj document, List<Node> mirrors) {
    Node.Obj.Field metadata = document.fields().get("metadata");
    Node head = metadata == null ? null : metadata.value();
    Node.Obj.Field field =
        head instanceof Node.Obj object ? object.fields().get("annotations") : null;
    if (field != null && field.value() instanceof Node.Obj annotations) {
      annotations.fields().entrySet().stream()
          .filter(annotation -> annotation.getKey().contains("/mirror-target"))
          .forEach(annotation -> mirrors.add(annotation.getValue().value()));
    }
  }

  private static String name(Node.Obj document) {
    Node.Obj.Field metadata = document.fields().get("metadata");
    if (metadata != null && metadata.value() instanceof Node.Obj head) {
      Node.Obj.Field name = head.fields().get("name");
      if (name != null && name.value() instanceof Node.Text text) {
        return " " + Node.printable(text.text());
      }
    }
    return "";
  }
}

package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Short documents for tests, and what is wrong with them. */
public final class Docs {

  /** A route to v1 of {@code menu} with a mirror, as a VirtualService's http entry has it. */
  public static final String ENTRY =
      "route: [{destination: {host: menu}}]\n    mirror: {host: next}";

  private Docs() {}

  /** A VirtualService whose only http entry has this match. */
  public static String matching(String match) {
    return service("menu", "hosts: [menu]", "match: [" + match + "]\n    " + ENTRY);
  }

  /** A VirtualService; the name may have a namespace in front: {@code guests/menu}. */
  public static String service(String name, String head, String entry) {
    return """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {%s}
        spec:
          %s
          http:
          - %s
        ---
        """
        .formatted(head(name), head, entry);
  }

  /** An HTTPRoute with one rule that mirrors to a service of this name. */
  public static String route(String name, String head, String mirror) {
    return routeWith(
        name,
        head,
        "- filters: [{type: RequestMirror, requestMirror: {backendRef: {name: %s, port: 80}}}]"
                .formatted(mirror)
            + "\n    backendRefs: [{name: menu, port: 80}]");
  }

  public static String routeWith(String name, String head, String rules) {
    return """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {%s}
        spec:
          %s
          rules:
          %s
        ---
        """
        .formatted(head(name), head, rules);
  }

  private static String head(String name) {
    int slash = name.indexOf('/');
    return slash < 0
        ? "name: " + name
        : "name: " + name.substring(slash + 1) + ", namespace: " + name.substring(0, slash);
  }

  public static RuleDocuments read(String... documents) {
    return RuleFiles.parse("f", String.join("", documents));
  }

  /** The problems of documents that are refused; none of others. */
  static List<String> problems(String... documents) {
    try {
      read(documents);
      return List.of();
    } catch (InvalidConfigurationException e) {
      return e.problems().stream().map(Object::toString).toList();
    }
  }

  static Source clientOf(String namespace) {
    return new Source(null, namespace, Labels.none());
  }

  /** The name of the rule that wins for a client of a namespace; an empty one is not known. */
  static String winner(RuleDocuments documents, String namespace, String uri) {
    Mesh mesh = namespace.isEmpty() ? Mesh.of(documents) : Mesh.of(documents, clientOf(namespace));
    return mesh.get(uri).rule().map(rule -> rule.name()).orElse("none");
  }

  /** A document of the test's resources. */
  public static String resource(String name) throws IOException {
    try (InputStream in = Docs.class.getResourceAsStream("/yaml/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

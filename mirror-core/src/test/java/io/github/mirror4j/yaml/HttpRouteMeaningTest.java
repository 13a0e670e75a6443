package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An HTTPRoute means here what it means in the Gateway API. */
class HttpRouteMeaningTest {

  private static RuleDocuments route(String spec) {
    return RuleFiles.parse("route.yaml", document("r", spec));
  }

  private static RuleDocuments routeIn(String namespace, String spec) {
    String head = "metadata: {name: r, namespace: %s}".formatted(namespace);
    return RuleFiles.parse("route", document("r", spec).replace("metadata: {name: r}", head));
  }

  private static String document(String name, String spec) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: %s}
    spec:
    %s---
    """
        .formatted(name, spec.indent(2));
  }

  private static String rule(String match, String backend) {
    return "- matches: [%s]\n  backendRefs: [{name: %s, port: 80}]\n".formatted(match, backend);
  }

  @Test
  void servicesAreFoundUnderTheirClusterNames() throws IOException {
    Mesh mesh = Mesh.withOwnServices(RuleFiles.parse("route", Docs.resource("http-route.yaml")));
    assertThat(mesh.ways("http://orders.example.com/x"))
        .startsWith("orders-v1.shop.svc.cluster.local:8080 ->");
    assertThat(mesh.copiesOfHundred("http://orders.example.com/")).isEqualTo(34);
    String api = "http://orders.example.com/api?page=7";
    assertThat(mesh.get(api, "x-user", "alice").rule().get().name()).isEqualTo("orders.000");
    assertThat(mesh.get(api, "x-user", "bob").rule().get().name()).isEqualTo("orders.001");
    assertThat(mesh.get("http://orders/").rule()).isEmpty();
  }

  @Test
  void aPathPrefixIsOfWholeElements() {
    Mesh mesh = Mesh.of(route("rules:\n" + rule("{path: {value: /a/}}", "x")));
    assertThat(mesh.get("http://h/a").rule()).isPresent();
    assertThat(mesh.get("http://h/a/b").rule()).isPresent();
    assertThat(mesh.get("http://h/ab").rule()).isEmpty();
  }

  @Test
  void theMostSpecificMatchWinsInAnyOrder() {
    Mesh mesh =
        Mesh.of(
            route(
                "rules:\n"
                    + rule("{path: {type: RegularExpression, value: '/long/.*'}}", "regex")
                    + rule("{queryParams: [{name: q, value: x}]}", "query")
                    + rule("{headers: [{name: A, value: x}]}", "header")
                    + rule("{headers: [{name: A, value: x}, {name: B, value: x}]}", "headers")
                    + rule("{method: GET}", "method")
                    + rule("{path: {value: /long}}", "longer")
                    + rule(
                        "{path: {value: /l}}, {path: {type: Exact, value: /l/exact}}", "exact")));
    String q = "http://h/x?q=x";
    assertThat(mesh.select("POST", q).rule())
        .hasValueSatisfying(r -> assertThat(r.routes()).asString().contains("query"));
    assertThat(Mesh.ways(mesh.select("POST", q, "a", "x"))).startsWith("v1.header:80");
    assertThat(Mesh.ways(mesh.select("POST", q, "a", "x", "b", "x"))).startsWith("v1.headers:80");
    assertThat(mesh.ways(q, "a", "x", "b", "x")).startsWith("v1.method:80");
    assertThat(mesh.ways("http://h/long/x", "a", "x")).startsWith("v1.longer:80");
    assertThat(mesh.ways("http://h/l/exact")).startsWith("v1.exact:80");
    assertThat(mesh.ways("http://h/l/x")).startsWith("v1.exact:80");
  }

  @Test
  void amongEqualMatchesTheFirstRuleWins() {
    Mesh mesh =
        Mesh.of(route("rules:\n" + rule("{method: GET}", "one") + rule("{method: GET}", "two")));
    assertThat(mesh.ways("http://h/")).startsWith("v1.one");
  }

  @Test
  void theExactHostnameComesBeforeTheWildcard() {
    RuleDocuments documents =
        RuleFiles.parse(
            "two",
            document(
                    "a",
                    "hostnames: ['*.example.com']\nrules:\n"
                        + rule("{path: {type: Exact, value: /}}", "wild"))
                + document("b", "hostnames: [x.example.com]\nrules:\n" + rule("{}", "exact")));
    Mesh mesh = Mesh.of(documents);
    assertThat(mesh.ways("http://x.example.com/")).startsWith("v1.exact");
    assertThat(mesh.ways("http://y.example.com/")).startsWith("v1.wild");
    assertThat(mesh.get("http://example.com/").rule()).isEmpty();
  }

  @Test
  void sharesAreOfEachMirrorAndZeroIsNone() {
    String mirror =
        "- {type: RequestMirror, requestMirror: {backendRef: {name: m%d, port: 80}%s}}\n";
    Mesh mesh =
        Mesh.of(
            route(
                "rules:\n- backendRefs: [{name: b, port: 80}]\n  filters:\n"
                    + (mirror.formatted(0, ", percent: 20")
                            + mirror.formatted(1, ", percent: 0")
                            + mirror.formatted(2, ", fraction: {numerator: 25, denominator: 50}")
                            + mirror.formatted(3, ", fraction: {numerator: 5}"))
                        .indent(2)));
    assertThat(mesh.copiesOfHundred("http://h/")).isEqualTo(20 + 50 + 5);
  }

  @Test
  void aServiceAsParentIsTheDestination() {
    Mesh mesh =
        Mesh.withOwnServices(
            routeIn(
                "shop",
                """
                parentRefs: [{kind: Service, group: "", name: orders}]
                rules:
                - backendRefs:
                  - {name: orders-v1, namespace: shop, port: 80, weight: 3}
                  - {name: orders-v2, namespace: shop, port: 80}
                  timeouts: {request: 2s}
                  filters:
                  - type: RequestMirror
                    requestMirror: {backendRef: {name: m, port: 80}}
                """));
    assertThat(mesh.primaries("http://orders.shop/", 4, "orders-v1.shop.svc.cluster.local:80"))
        .isEqualTo(3);
    assertThat(mesh.rules().mirrors().get(0).mirror().timeout()).contains(Duration.ofSeconds(2));
    assertThat(mesh.get("http://else/").rule()).isEmpty();
  }

  @Test
  void aMirrorAtTheOnlyBackendIsOneOfTheRule() {
    Mesh mesh =
        Mesh.of(
            route(
                """
                rules:
                - backendRefs:
                  - name: b
                    port: 80
                    filters:
                    - type: RequestMirror
                      requestMirror: {backendRef: {name: m, port: 81}}
                """));
    assertThat(mesh.ways("http://h/")).isEqualTo("v1.b:80 -> v1.m:81");
  }

  @Test
  void aRedirectNeitherRoutesNorCopies() {
    RuleDocuments documents =
        route(
            """
            rules:
            - filters:
              - {type: RequestRedirect, requestRedirect: {scheme: https}}
              - {type: RequestMirror, requestMirror: {backendRef: {name: m, port: 81}}}
            """);
    assertThat(Mesh.of(documents).get("http://h/").isEmpty()).isTrue();
    assertThat(documents.warnings()).hasSize(1);
  }

  @Test
  void aRedirectOfABackendIsNotAppliedAndTheRuleRoutes() {
    RuleDocuments documents =
        route(
            """
            rules:
            - backendRefs:
              - name: v1
                port: 80
                filters:
                - {type: RequestRedirect, requestRedirect: {scheme: https}}
            """);
    assertThat(Mesh.of(documents).get("http://h/").isEmpty()).isFalse();
    assertThat(documents.warnings())
        .singleElement()
        .asString()
        .endsWith("filters[0]: RequestRedirect is not applied");
  }
}

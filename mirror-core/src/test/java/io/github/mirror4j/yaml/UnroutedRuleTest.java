package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file may ask for copies alone: primaries go where they go without it. */
class UnroutedRuleTest {

  private static final String VIRTUAL_SERVICE =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: orders, annotations: {mirror4j.io/route: none}}
      spec:
        hosts: [orders]
        http:
        - route: [{destination: {host: orders}}]
          mirror: {host: lab}
      """;

  private static final String HTTP_ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: orders, annotations: {mirror4j.io/route: none}}
      spec:
        parentRefs: [{kind: Service, group: "", name: orders}]
        rules:
        - backendRefs: [{name: orders, port: 80}]
          filters: [{type: RequestMirror, requestMirror: {backendRef: {name: lab, port: 80}}}]
      """;

  private static final String ROUTE_RULE =
      """
      apiVersion: config.istio.io/v1alpha2
      kind: RouteRule
      metadata: {name: orders, annotations: {mirror4j.io/route: none}}
      spec:
        destination: {name: orders}
        route: [{labels: {version: v1}}]
        mirror: {name: lab}
      """;

  private static String withoutRoute(String yaml) {
    return yaml.replaceAll("- route: .*\n    mirror", "- mirror")
        .replaceAll("- backendRefs: .*\n    filters", "- filters")
        .replaceAll("  route: \\[.*\n", "");
  }

  private static void assertUnrouted(String yaml) {
    RuleDocuments documents = RuleFiles.parse("f", yaml);
    assertThat(documents.warnings()).isEmpty();
    assertThat(documents.rules()).hasSize(1);
    assertThat(documents.rules().get(0).routes()).isEmpty();
    // Although all services have endpoints.
    var selection = Mesh.of(documents).get("http://orders/");
    assertThat(selection.endpoint()).isEmpty();
    assertThat(selection.mirrors()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {VIRTUAL_SERVICE, HTTP_ROUTE, ROUTE_RULE})
  void primariesAreLeftAloneWhateverTheRoute(String yaml) {
    assertUnrouted(yaml);
  }

  @ParameterizedTest
  @ValueSource(strings = {VIRTUAL_SERVICE, HTTP_ROUTE, ROUTE_RULE})
  void theRouteMayBeLeftOut(String yaml) {
    String without = withoutRoute(yaml);
    assertThat(without).isNotEqualTo(yaml);
    assertUnrouted(without);
  }

  @Test
  void itMayBeSaidOfOneRule() {
    String two =
        VIRTUAL_SERVICE.replace("route: none", "route.1: none")
            + "  - match: [{uri: {prefix: /a}}]\n    mirror: {host: lab}\n";
    List<RouteRule> rules = RuleFiles.parse("f", two).rules();
    assertThat(rules).extracting(rule -> rule.routes().size()).containsExactly(1, 0);
  }

  @Test
  void theMessageOfAMissingRouteNamesTheAnnotation() {
    String plain =
        withoutRoute(VIRTUAL_SERVICE).replace(", annotations: {mirror4j.io/route: none}", "");
    assertThatThrownBy(() -> RuleFiles.parse("f", plain))
        .hasMessageContaining(
            "spec.http[0].route: missing (expected: at least one destination; or the annotation"
                + " mirror4j.io/route: none, which leaves primaries alone)");
    String route = withoutRoute(HTTP_ROUTE).replace(", annotations: {mirror4j.io/route: none}", "");
    assertThat(RuleFiles.parse("f", route).warnings())
        .singleElement()
        .asString()
        .contains("mirror4j.io/route: none");
  }

  @Test
  void anotherValueIsRefused() {
    assertThatThrownBy(
            () -> RuleFiles.parse("f", VIRTUAL_SERVICE.replace("route: none", "route: all")))
        .hasMessageContaining("\"all\" (expected: \"none\", which leaves primaries");
  }

  @Test
  void aRuleWithoutRouteIsWrittenAndReadAsSuch() {
    RouteRule rule =
        RouteRule.builder("orders")
            .destination("orders")
            .mirror(Mirror.to("lab.example.com").percentage(5))
            .build();
    RuleWriter.Written service = RuleWriter.virtualServices(List.of(rule));
    assertThat(RuleFiles.parse("f", service.yaml()).rules()).containsExactly(rule);
    RouteRule atPort =
        rule.toBuilder()
            .mirrors(
                List.of(
                    VirtualServiceRouteReader.mirror(
                        io.github.mirror4j.rule.ServiceRef.host("lab.example.com").atPort(80),
                        io.github.mirror4j.rule.Labels.none())))
            .build();
    RuleWriter.Written route = RuleWriter.httpRoutes(List.of(atPort));
    assertThat(RuleFiles.parse("f", route.yaml()).rules()).containsExactly(atPort);
  }
}

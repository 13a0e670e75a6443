package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A document that holds rules is applied, refused, or named in a warning. */
class NothingLostTest {

  private static String foreign(String apiVersion, String kind, String spec) {
    return "apiVersion: %s\nkind: %s\nmetadata: {name: menu}\nspec: %s\n---\n"
        .formatted(apiVersion, kind, spec);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gateway.networking.k8s.io/v1 | GRPCRoute | {rules: []}",
        "gateway.networking.k8s.io/v1alpha2 | TCPRoute | {rules: []}",
        "gateway.solo.io/v1 | VirtualService | {}",
        "policy.linkerd.io/v1beta3 | HTTPRoute | {}",
        "config.istio.io/v1alpha2 | V1alpha2RouteRule | {}",
        "projectcontour.io/v1 | HTTPProxy | {routes: [{services: [{name: a, mirror: {a: b}}]}]}",
        "projectcontour.io/v1 | HTTPProxy | {routes: [{services: [{name: a, mirror: true}]}]}",
        "traefik.io/v1alpha1 | TraefikService | {mirroring: {name: a, mirrors: [{name: b}]}}",
        "networking.istio.io/v1alpha3 | EnvoyFilter | {a: [{request_mirror_policies: [{c: d}]}]}",
      })
  void aDocumentThatHoldsRulesIsNamedInAWarning(String apiVersion, String kind, String spec) {
    RuleDocuments read = Docs.read(foreign(apiVersion, kind, spec));
    assertThat(read.warnings())
        .singleElement()
        .asString()
        .startsWith("f:1:1: " + kind + " menu is not read, so its rules are not applied");
    assertThat(read.notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v1 | Service | {ports: [{port: 80}]}",
        "apps/v1 | Deployment | {template: {}}",
        "gateway.networking.k8s.io/v1 | Gateway | {listeners: []}",
        "networking.istio.io/v1 | Sidecar | {egress: []}",
        "example.com/v1 | Image | {mirrorPullPolicy: Always}",
        "projectcontour.io/v1 | HTTPProxy | {routes: [{services: [{name: a, mirror: false}]}]}",
      })
  void oneThatHoldsNoneIsANote(String apiVersion, String kind, String spec) {
    RuleDocuments read = Docs.read(foreign(apiVersion, kind, spec));
    assertThat(read.warnings()).isEmpty();
    assertThat(read.notes())
        .singleElement()
        .asString()
        .isEqualTo("f:1:1: " + kind + " is skipped, it holds no rules");
  }

  @ParameterizedTest
  @CsvSource({
    "v1, List, true",
    "networking.istio.io/v1, VirtualServiceList, true",
    "networking.istio.io/v1beta1, VirtualServiceList, false",
  })
  void listsAreRead(String apiVersion, String kind, boolean isNamed) {
    String item = Docs.service("menu", "hosts: [menu]", Docs.ENTRY).replace("---\n", "");
    String own = isNamed ? item : item.substring(item.indexOf("metadata"));
    String list = "apiVersion: %s\nkind: %s\nmetadata: {}\nitems:\n-".formatted(apiVersion, kind);
    RuleDocuments read = Docs.read(list + own.indent(2).substring(1));
    assertThat(read.rules()).extracting(rule -> rule.name()).containsExactly("menu");
    assertThat(read.warnings()).isEmpty();
  }

  @Test
  void listsInListsAreRead() {
    String route = Docs.route("menu", "hostnames: [menu.example]", "next").replace("---\n", "");
    String inner = "kind: HTTPRouteList\nitems:\n-" + route.indent(2).substring(1);
    RuleDocuments read = Docs.read("kind: List\nitems:\n-" + inner.indent(2).substring(1));
    assertThat(read.rules()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"'type: RequestMirror, ', ''", "'type: RequestMirror', 'type: null'"})
  void aFilterWithoutTypeIsRefused(String right, String wrong) {
    String route = Docs.route("menu", "hostnames: [menu.example]", "next");
    assertThat(Docs.problems(route.replace(right, wrong)))
        .singleElement()
        .asString()
        .startsWith("f:7:15: spec.rules[0].filters[0].type: missing");
  }

  @Test
  void whatIsMissingIsSaidWhereverReadingGivesUp() {
    String route = Docs.route("menu", "hostnames: [menu.example]", "next");
    assertThat(Docs.problems(route.replace("{name: next, port: 80}", "{name: next}")))
        .singleElement()
        .asString()
        .contains("requestMirror.backendRef.port: missing");
    assertThat(Docs.problems(route.replace("{name: next, port: 80}", "{port: 80}")))
        .singleElement()
        .asString()
        .contains("requestMirror.backendRef.name: missing");
  }

  @ParameterizedTest
  @CsvSource({
    "headers: {X-A: {exact: a}, 'headers: {x-a: {exact: b}, X-A: {exact: a}'",
    "withoutHeaders: {X-A: {exact: a}, 'headers: {x-a: {}}, withoutHeaders: {X-A: {exact: a}'",
  })
  void noConditionOnAHeaderHidesAnother(String right, String wrong) {
    String match = Docs.matching("{" + right + "}}");
    assertThat(Docs.problems(match)).isEmpty();
    assertThat(Docs.problems(match.replace(right, wrong)))
        .singleElement()
        .asString()
        .contains("one condition on a header");
  }

  @Test
  void anAnnotationOfADocumentWithoutMirrorsIsWarnedOf() {
    String rule =
        """
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: menu, annotations: {mirror4j.io/methods: GET}}
        spec: {host: menu}
        """;
    assertThat(Docs.read(rule).warnings())
        .singleElement()
        .asString()
        .contains("mirror4j.io/methods: not applied");
  }

  @Test
  void aMirrorInAnIngresssAnnotationsIsNamed() {
    String ingress =
        foreign("networking.k8s.io/v1", "Ingress", "{rules: []}")
            .replace(
                "{name: menu}",
                "{name: menu, annotations: {nginx.ingress.kubernetes.io/mirror-target: 'http://m'}}");
    assertThat(Docs.read(ingress).warnings())
        .singleElement()
        .asString()
        .startsWith("f:1:1: Ingress menu is not read, so its rules are not applied, such as ")
        .endsWith("mirror-target");
  }
}

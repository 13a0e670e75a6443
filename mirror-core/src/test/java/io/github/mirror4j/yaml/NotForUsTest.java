package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not for a client is left out with a warning, and the rest is read. */
class NotForUsTest {

  private static final String OTHER = Docs.service("other", "hosts: [other]", Docs.ENTRY);

  @ParameterizedTest
  @ValueSource(strings = {"hosts: []", "hosts: null", "exportTo: ['.']"})
  void aDelegatesPart(String head) {
    RuleDocuments read = Docs.read(Docs.service("part", head, Docs.ENTRY), OTHER);
    assertThat(read.rules()).extracting(rule -> rule.name()).containsExactly("other");
    assertThat(read.warnings())
        .singleElement()
        .asString()
        .startsWith("f:1:1: VirtualService part is left out, with its copies to next: ");
  }

  @Test
  void aPartThatIsMalformedIsRefusedAllTheSame() {
    String part = Docs.service("part", "hosts: []", Docs.ENTRY.replace("host: next", "hots: next"));
    assertThat(Docs.problems(part, OTHER)).anyMatch(p -> p.contains("mirror.hots: unknown field"));
    String wrong = Docs.service("part", "hosts: []", Docs.ENTRY.replace("menu", "Menu"));
    assertThat(Docs.problems(wrong, OTHER)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "80, http://menu/, true", "80, https://menu:80/, true", "443, https://menu/, true",
    "8080, http://menu:8080/, true", "80, https://menu/, false", "8080, http://menu/, false",
  })
  void thePortOfAMatchIsAskedFor(int port, String uri, boolean holds) {
    Mesh mesh = Mesh.of(Docs.read(Docs.matching("{port: " + port + "}")));
    assertThat(mesh.get(uri).rule().isPresent()).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "{gateways: [mesh]}, true, 0", "'{gateways: [gw, mesh]}', true, 0",
    "{gateways: [gw]}, false, 2", "'{gateways: [gw]}, {uri: {prefix: /a}}', true, 1",
    "'{headers: {\"@request.auth.claims.sub\": {exact: me}}}', false, 2",
  })
  void aMatchForGatewaysNeverHolds(String match, boolean holds, int warnings) {
    RuleDocuments read = Docs.read(Docs.matching(match), OTHER);
    Mesh mesh = Mesh.of(read);
    assertThat(mesh.get("http://menu/a").rule().isPresent()).isEqualTo(holds);
    assertThat(mesh.get("http://other/").rule()).isPresent();
    assertThat(read.warnings()).hasSize(warnings);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "group: inference.networking.k8s.io, kind: InferencePool, name: pool",
        "group: multicluster.x-k8s.io, kind: ServiceImport, name: menu, port: 80",
      })
  void aBackendOfAnotherKindGetsNothing(String backend) {
    String mirror = "{type: RequestMirror, requestMirror: {backendRef: {name: next, port: 80}}}";
    String rule = "- filters: [" + mirror + "]\n    backendRefs: [{" + backend + "}]";
    RuleDocuments read =
        Docs.read(Docs.routeWith("menu", "hostnames: [menu.example]", rule), OTHER);
    assertThat(Mesh.of(read).ways("http://menu.example/")).isEqualTo("as is -> v1.next:80");
    assertThat(read.warnings()).hasSize(2).anyMatch(w -> w.contains("is no Service"));
    String asMirror =
        "- filters: [%s, %s]\n    backendRefs: [{name: menu, port: 80}]"
            .formatted(mirror.replace("name: next, port: 80", backend), mirror);
    RuleDocuments other = Docs.read(Docs.routeWith("menu", "hostnames: [menu.example]", asMirror));
    assertThat(Mesh.of(other).ways("http://menu.example/")).isEqualTo("v1.menu:80 -> v1.next:80");
    assertThat(other.warnings()).hasSize(1);
  }

  @Test
  void aRuleForGatewaysAloneNamesTheCopiesThatAreLost() {
    assertThat(Docs.read(Docs.matching("{gateways: [gw]}")).warnings())
        .anyMatch(
            w ->
                w.contains("spec.http[0]: is left out, with its copies to next: ")
                    && w.contains("none of its matches holds here"));
  }

  @ParameterizedTest
  @CsvSource({
    "delegate: {name: part}, true",
    "redirect: {uri: /x}, false", // Beside a redirect the mesh does not copy either.
    "directResponse: {status: 503}, false",
  })
  void aDelegateNamesTheCopiesThatAreLost(String instead, boolean named) {
    String entry = Docs.ENTRY.replaceFirst("route: .*\n", instead + "\n");
    assertThat(Docs.read(Docs.service("menu", "hosts: [menu]", entry)).warnings())
        .singleElement()
        .asString()
        .contains("neither routes nor copies")
        .matches(w -> w.endsWith(" (its copies are for next)") == named);
  }

  @Test
  void aRuleForTcpNamesTheCopiesThatAreLost() {
    String rule =
        """
        apiVersion: config.istio.io/v1alpha2
        kind: RouteRule
        metadata: {name: menu}
        spec:
          destination: {name: menu}
          match: {tcp: {sourceSubnet: [10.0.0.0/8]}}
          mirror: {name: next}
        """;
    assertThat(Docs.read(rule).warnings())
        .singleElement()
        .asString()
        .endsWith("it is left out, with its copies to next");
  }
}

package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.rule.ServiceRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A ServiceEntry says where a service is. */
class ServiceEntryMeaningTest {

  private static RuleDocuments entry(String spec, String... more) {
    String head =
        "apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: e}\nspec:\n";
    return RuleFiles.parse("e", head + spec.indent(2) + String.join("", more));
  }

  private static List<String> endpoints(RuleDocuments documents, ServiceRef service) {
    return documents.registry().endpoints(service).stream().map(Endpoint::toString).toList();
  }

  @Test
  void staticEndpointsHaveLabelsAndPortsOfTheirOwn() {
    RuleDocuments documents =
        entry(
            """
            hosts: [a.example.com, b.example.com]
            ports:
            - {number: 80, name: http, protocol: HTTP, targetPort: 8080}
            resolution: STATIC
            endpoints:
            - {address: 10.0.0.1, labels: {version: v1}}
            - {address: "fd00::1", ports: {http: 9090}, labels: {version: v2}}
            """);
    for (String host : List.of("a.example.com", "b.example.com")) {
      assertThat(endpoints(documents, ServiceRef.of(host)))
          .containsExactly("http://10.0.0.1:8080{version=v1}", "http://[fd00::1]:9090{version=v2}");
    }
  }

  @Test
  void withoutEndpointsTheHostIsTheAddressAndTheProtocolSaysTheScheme() {
    RuleDocuments documents =
        entry(
            """
            hosts: [api.example.com]
            location: MESH_EXTERNAL
            ports:
            - {number: 80, name: http, protocol: HTTP}
            - {number: 443, name: https, protocol: HTTPS}
            - {number: 9000, name: tcp, protocol: TCP}
            resolution: DNS
            """);
    ServiceRef service = ServiceRef.of("api.example.com");
    assertThat(endpoints(documents, service)).containsExactly("http://api.example.com:80");
    assertThat(endpoints(documents, service.atPort(443)))
        .containsExactly("https://api.example.com:443");
    assertThat(endpoints(documents, service.atPort(9000))).isEmpty();
    assertThat(documents.notes()).hasSize(1).first().asString().contains("TCP is not HTTP");
  }

  @Test
  void aDestinationRuleMayOriginateTls() {
    String rule =
        """
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: d}
        spec:
          host: "*.example.com"
          trafficPolicy:
            portLevelSettings:
            - {port: {number: 80}, tls: {mode: SIMPLE}}
        """;
    RuleDocuments documents =
        entry(
            """
            hosts: [api.example.com]
            ports:
            - {number: 80, name: http, protocol: HTTP, targetPort: 443}
            - {number: 81, name: http-81, protocol: HTTP}
            resolution: DNS
            """,
            rule);
    ServiceRef service = ServiceRef.of("api.example.com");
    assertThat(endpoints(documents, service)).containsExactly("https://api.example.com:443");
    assertThat(endpoints(documents, service.atPort(81)))
        .containsExactly("http://api.example.com:81");
  }

  @Test
  void aRuleThatNamesNoPortOfSeveralIsWarned() {
    String rule =
        """
        ---
        apiVersion: config.istio.io/v1alpha2
        kind: RouteRule
        metadata: {name: r}
        spec:
          destination: {name: a}
          mirror: {service: api.example.com}
        """;
    RuleDocuments documents =
        entry("hosts: [api.example.com]\nports: [{number: 80}, {number: 81}]\n", rule);
    assertThat(documents.warnings())
        .containsExactly(
            "e:13:11: spec.mirror: api.example.com has the ports 80, 81 and none is named, so 80"
                + " is taken");
    assertThat(Mesh.withOwnServices(documents).ways("http://a/"))
        .isEqualTo("as is -> api.example.com:80");
  }

  @Test
  void aShortHostIsOfTheNamespaceAndAWildcardHasNoEndpoints() {
    RuleDocuments documents = entry("hosts: [a, '*.b']\nports: [{number: 80}]\n");
    assertThat(endpoints(documents, ServiceRef.of("a.default"))).hasSize(1);
    assertThat(endpoints(documents, ServiceRef.of("a.other"))).isEmpty();
    assertThat(documents.warnings()).hasSize(1).first().asString().contains("a wildcard");
  }

  @Test
  void staticWithoutEndpointsIsRefused() {
    assertThatThrownBy(() -> entry("hosts: [a]\nports: [{number: 80}]\nresolution: STATIC\n"))
        .hasMessageContaining("e:5:3: spec.endpoints: missing (expected: endpoints");
  }

  @Test
  void aPortOfAnEndpointMayBeOneThatIsSkipped() {
    RuleDocuments documents =
        entry(
            """
            hosts: [a.example.com]
            ports:
            - {number: 80, name: http, protocol: HTTP}
            - {number: 9000, name: tcp, protocol: TCP}
            resolution: STATIC
            endpoints: [{address: 10.0.0.1, ports: {http: 8080, tcp: 9001}}]
            """);
    assertThat(endpoints(documents, ServiceRef.of("a.example.com")))
        .containsExactly("http://10.0.0.1:8080");
  }

  @Test
  void everyPortNameThatTheServiceDoesNotHaveIsRefused() {
    assertThatThrownBy(
            () ->
                entry(
                    """
                    hosts: [a]
                    ports: [{number: 80, name: http}, {number: 81, name: admin}]
                    resolution: STATIC
                    endpoints:
                    - {address: 10.0.0.1, ports: {https: 8443, admin: 8081}}
                    - {address: 10.0.0.2, ports: {https: 8443, admn: 8081}}
                    """))
        .hasMessage(
            """
            rule files: 3 problems
              e:9:33: spec.endpoints[0].ports.https: unknown port (expected: a name in spec.ports: \
            http, admin)
              e:10:33: spec.endpoints[1].ports.https: unknown port (expected: a name in spec.ports: \
            http, admin)
              e:10:46: spec.endpoints[1].ports.admn: unknown port (expected: a name in spec.ports: \
            http, admin)""");
  }

  @Test
  void noResolutionIsNeededWhereTheListOfEndpointsIsEmpty() {
    RuleDocuments documents = entry("hosts: [a]\nports: [{number: 80}]\nendpoints: []\n");
    assertThat(endpoints(documents, ServiceRef.of("a.default"))).hasSize(1);
  }
}

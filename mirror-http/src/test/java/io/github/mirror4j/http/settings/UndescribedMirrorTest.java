package io.github.mirror4j.http.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.yaml.RuleDocuments;
import io.github.mirror4j.yaml.RuleFiles;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A mirror of which only its name in a cluster is known: a warning, and failures name that host.
 */
class UndescribedMirrorTest {

  private static final String RULE =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: orders}
      spec:
        hosts: ["localhost"]
        http:
        - route: [{destination: {host: "localhost"}}]
          mirror: {host: orders-v2, port: {number: 8080}}
      """;

  private static final String ENTRY =
      """
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: {name: orders-v2}
      spec:
        hosts: [orders-v2.default.svc.cluster.local]
        ports: [{number: 8080, name: http, protocol: HTTP}]
        resolution: STATIC
        endpoints: [{address: 127.0.0.1, ports: {http: 1}}]
      """;

  private static final String WARNING =
      "orders.yaml:7:5: rule \"orders\".mirror \"orders-v2:8080\": nothing says where orders-v2:8080 is,"
          + " so copies go to http://orders-v2.default.svc.cluster.local:8080, which only a cluster"
          + " can resolve (expected: a ServiceEntry with endpoints, or an endpoint in the registry)";

  @Test
  void isWarnedOfWhenAClientIsBuiltAndWhenRulesAreReplaced() {
    assumeFalse(ClusterNames.ARE_KNOWN_HERE, "these tests run in a cluster themselves");
    RuleDocuments documents = RuleFiles.parse("orders.yaml", RULE);
    try (MirroringHttpClient built =
            MirroringHttpClient.builder(Fixtures.plain())
                .rules(documents.rules())
                .registry(documents.registry())
                .build();
        MirroringHttpClient replaced = MirroringHttpClient.builder(Fixtures.plain()).build()) {
      replaced.engine().replaceRules(documents.rules(), documents.registry());

      assertThat(ofMirrors(built)).containsExactly(WARNING);
      assertThat(ofMirrors(replaced)).containsExactly(WARNING);
    }
  }

  @Test
  void isNotWarnedOfWhereAnEntryDescribesIt() {
    RuleDocuments documents = RuleFiles.parse("orders.yaml", RULE + ENTRY);
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(Fixtures.plain())
            .rules(documents.rules())
            .registry(documents.registry())
            .build()) {
      assertThat(ofMirrors(client)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://orders-v2.example.com", "http://127.0.0.1:8080"})
  void isNotWarnedOfWhereTheRegistryKnowsIt(String address) {
    RuleDocuments documents = RuleFiles.parse("orders.yaml", RULE);
    var registry =
        io.github.mirror4j.registry.ServiceRegistry.builder()
            .endpoint("orders-v2", URI.create(address))
            .build();
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(Fixtures.plain())
            .rules(documents.rules())
            .registry(registry.or(documents.registry()))
            .build()) {
      assertThat(ofMirrors(client)).isEmpty();
    }
  }

  @Test
  void aFailureNamesTheHostThatWasAsked() throws Exception {
    String rule = RULE.replace("orders-v2, port", "orders-v2.default.svc.invalid, port");
    RuleDocuments documents = RuleFiles.parse("orders.yaml", rule);
    try (RecordingServer primary = RecordingServer.responding("ok");
        MirroringHttpClient client = MirroringHttpClient.builder(Fixtures.plain()).build()) {
      var registry =
          io.github.mirror4j.registry.ServiceRegistry.builder()
              .endpoint("localhost", primary.uri())
              .build();
      client.engine().replaceRules(documents.rules(), registry.or(documents.registry()));
      client.send(
          Fixtures.get(URI.create("http://localhost:" + primary.uri().getPort() + "/not-shown")),
          BodyHandlers.discarding());
      Fixtures.settled(client);

      assertThat(client.engine().status().recentFailures())
          .singleElement()
          .satisfies(
              failure -> {
                assertThat(failure.host()).isEqualTo("orders-v2.default.svc.invalid:8080");
                assertThat(failure.id().mirror()).startsWith("orders-v2");
              });
      assertThat(client.engine().status().toText())
          .contains(" orders-v2.default.svc.invalid:8080 ")
          .doesNotContain("not-shown");
    }
  }

  private static List<String> ofMirrors(MirroringHttpClient client) {
    return client.engine().status().warnings().stream()
        .filter(text -> text.contains(".mirror "))
        .toList();
  }
}

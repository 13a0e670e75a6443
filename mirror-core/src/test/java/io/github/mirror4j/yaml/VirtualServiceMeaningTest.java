package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Source;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A VirtualService means here what it means in Istio. */
class VirtualServiceMeaningTest {

  private static RuleDocuments service(String http) {
    return RuleFiles.parse("vs.yaml", document("orders", "orders", http));
  }

  private static String document(String name, String host, String http) {
    return """
    apiVersion: networking.istio.io/v1beta1
    kind: VirtualService
    metadata: {name: %s}
    spec:
      hosts: ["%s"]
      http:
    %s---
    """
        .formatted(name, host, http.indent(2));
  }

  @Test
  void readsServicesSubsetsAndRulesOfOneFileTogether() throws IOException {
    Mesh mesh =
        Mesh.withOwnServices(
            RuleFiles.parse(
                "vs",
                Docs.resource("virtual-service.yaml").replace("audit.example.com", "orders")));
    Mesh inShop =
        Mesh.of(
            RuleFiles.parse("vs", Docs.resource("virtual-service.yaml")),
            new Source(null, "shop", Labels.none()));
    assertThat(mesh.primaries("http://orders.shop/", 4, "10.0.0.1:8080")).isEqualTo(3);
    assertThat(mesh.primaries("http://orders.shop/", 4, "10.0.0.2:9090")).isEqualTo(1);
    assertThat(mesh.copiesOfHundred("http://orders.shop/")).isEqualTo(50);
    var selection = inShop.get("http://orders/checkout", "x-user", "alice");
    assertThat(selection.rule().get().name()).isEqualTo("orders.000");
    assertThat(inShop.get("http://orders/checkout").rule().get().name()).isEqualTo("orders.001");
  }

  @Test
  void theFirstEntryThatMatchesWins() {
    StringBuilder http = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      http.append(
          "- match: [{uri: {prefix: /a}}]\n  route: [{destination: {host: s%d}}]\n".formatted(i));
    }
    http.append("- route: [{destination: {host: rest}}]\n");
    Mesh mesh = Mesh.of(service(http.toString()));
    assertThat(mesh.ways("http://orders/ab")).isEqualTo("v1.s0 -> ");
    assertThat(mesh.ways("http://orders/b")).isEqualTo("v1.rest -> ");
    assertThat(mesh.rules().rules()).hasSize(13).last().matches(r -> r.name().equals("orders.012"));
  }

  @Test
  void weightsAreRelativeToTheirTotal() {
    Mesh mesh =
        Mesh.of(
            service(
                """
                - route:
                  - {destination: {host: a}, weight: 1}
                  - {destination: {host: b}, weight: 2}
                  - {destination: {host: c}}
                """));
    // Both versions of a take turns.
    assertThat(mesh.primaries("http://orders/", 300, "v1.a")).isEqualTo(50);
    assertThat(mesh.primaries("http://orders/", 300, "v2.b")).isEqualTo(100);
    assertThat(mesh.primaries("http://orders/", 300, "v1.c")).isZero();
    assertThat(mesh.rules().explain(Mesh.facts("GET", "http://orders/"))).contains("2 of 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mirrorPercentage: {value: 25}                       | 25
          mirror_percentage: {value: 25}                      | 25
          mirrorPercent: 25                                   | 25
          mirror_percent: 25                                  | 25
          mirrorPercentage: {value: 0}                        |  0
          mirrorPercentage: {value: 0.0}                      |  0
          mirrorPercentage: {}                                |  0
          mirrorPercent: 0                                    |  0
          {mirrorPercent: 90, mirrorPercentage: {value: 10}}  | 10
          mirrorPercentage: null                              | 100
          name: no-percentage                                 | 100
          """)
  void everySpellingOfThePercentageCounts(String share, int copies) {
    String inner = share.startsWith("{") ? share.substring(1, share.length() - 1) : share;
    String fields = inner.replace("90, ", "90\n  ");
    Mesh mesh =
        Mesh.of(
            service(
                "- mirror: {host: b}\n  %s\n  route: [{destination: {host: a}}]\n"
                    .formatted(fields)));
    assertThat(mesh.copiesOfHundred("http://orders/")).isEqualTo(copies);
  }

  @Test
  void severalMirrorsHaveSharesOfTheirOwnAndOneDraw() {
    Mesh mesh =
        Mesh.of(
            service(
                """
                - mirrors:
                  - {destination: {host: b}}
                  - {destination: {host: c}, percentage: {value: 10}}
                  - {destination: {host: b}, percentage: {value: 0}}
                  route: [{destination: {host: a}}]
                """));
    assertThat(mesh.copiesOfHundred("http://orders/")).isEqualTo(110);
    assertThat(mesh.rules().mirrors())
        .extracting(m -> m.mirror().name())
        .containsExactly("b", "c", "b#2");
  }

  @Test
  void conditionsOfAMatchAreAllNeededAndMatchesAreAlternatives() {
    Mesh mesh =
        Mesh.of(
            service(
                """
                - match:
                  - uri: {prefix: /Api}
                    ignoreUriCase: true
                    headers: {X-Canary: {}}
                    withoutHeaders: {x-bot: {}}
                    queryParams: {q: {exact: "1"}}
                    method: {regex: GET|HEAD}
                  - authority: {exact: "orders:81"}
                    scheme: {exact: http}
                  route: [{destination: {host: a}}]
                """));
    assertThat(mesh.ways("http://orders/apis?q=1", "x-canary", "")).isEqualTo("v1.a -> ");
    assertThat(mesh.get("http://orders/apis?q=1").rule()).isEmpty();
    assertThat(mesh.get("http://orders/apis?q=2", "x-canary", "1").rule()).isEmpty();
    assertThat(mesh.get("http://orders/apis?q=1", "x-canary", "1", "x-bot", "").rule()).isEmpty();
    assertThat(mesh.select("POST", "http://orders/apis?q=1", "x-canary", "1").rule()).isEmpty();
    assertThat(mesh.get("http://orders:81/").rule()).isPresent();
  }

  @Test
  void regexMatchesTheWholePath() {
    Mesh mesh =
        Mesh.of(
            service("- match: [{uri: {regex: '/[0-9]+'}}]\n  route: [{destination: {host: a}}]\n"));
    assertThat(mesh.get("http://orders/123").rule()).isPresent();
    assertThat(mesh.get("http://orders/123a").rule()).isEmpty();
  }

  @Test
  void theMoreSpecificHostComesFirstWhateverTheNames() {
    RuleDocuments documents =
        RuleFiles.parse(
            "hosts",
            document("a", "*.com", "- route: [{destination: {host: any}}]\n")
                + document("b", "*.example.com", "- route: [{destination: {host: domain}}]\n")
                + document("c", "x.example.com", "- route: [{destination: {host: exact}}]\n"));
    Mesh mesh = Mesh.of(documents);
    assertThat(mesh.ways("http://x.example.com/")).isEqualTo("v1.exact -> ");
    assertThat(mesh.ways("http://y.example.com/")).isEqualTo("v1.domain -> ");
    assertThat(mesh.ways("http://example.com/")).isEqualTo("v1.any -> ");
  }

  @Test
  void aDottedHostIsWholeAndAShortOneIsOfTheNamespace() {
    RuleDocuments documents =
        RuleFiles.parse(
            "ns",
            document(
                    "a",
                    "orders",
                    "- route: [{destination: {host: svc.ns}}]\n  mirror: {host: b}\n")
                .replace("{name: a}", "{name: a, namespace: shop}"));
    Mesh mesh = Mesh.of(documents);
    assertThat(mesh.ways("http://orders.shop/"))
        .isEqualTo("v1.svc.ns -> v1.b.shop.svc.cluster.local");
    assertThat(documents.notes())
        .contains(
            "ns:7:34: spec.http[0].route[0].destination.host: svc.ns is described by no"
                + " ServiceEntry read here");
  }

  @Test
  void behindARouteWithoutMatchNothingIsReached() {
    RuleDocuments documents =
        service(
            """
            - match: [{uri: {prefix: /}}]
              route: [{destination: {host: a}}]
            - route: [{destination: {host: b}}]
              mirror: {host: c}
            """);
    assertThat(documents.warnings()).isEmpty();
    assertThat(Mesh.of(documents).rules().warnings())
        .containsExactly(
            "vs.yaml:9:5: rule \"orders.001\" is never reached: vs.yaml:7:5: rule \"orders.000\" comes"
                + " first and takes every request");
    assertThat(Mesh.of(documents).ways("http://orders/x")).isEqualTo("v1.a -> ");
  }

  @Test
  void anEntryThatIsNeverReachedIsOneWarningForAllItsHosts() {
    String http = "- route: [{destination: {host: a}}]\n- route: [{destination: {host: b}}]\n";
    RuleDocuments documents =
        RuleFiles.parse("vs.yaml", document("orders", "orders\", \"orders.example.com", http));
    assertThat(documents.rules()).hasSize(4);
    assertThat(Mesh.of(documents).rules().warnings())
        .singleElement()
        .asString()
        .startsWith("vs.yaml:8:5: rule \"orders.001.0\" is never reached: vs.yaml:7:5: ");
  }

  @Test
  void whatIsNotAppliedIsSaid() {
    RuleDocuments documents =
        service(
            """
            - route: [{destination: {host: a}, headers: {request: {set: {x-a: b}}}}]
              retries: {attempts: 2}
              fault: {abort: {httpStatus: 500}}
              corsPolicy: {}
              headers: {response: {set: {x-a: b}}}
            """);
    assertThat(documents.warnings()).hasSize(5).allMatch(w -> w.endsWith("not applied"));
  }
}

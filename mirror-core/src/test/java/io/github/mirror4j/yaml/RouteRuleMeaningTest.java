package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Source;
import io.github.mirror4j.yaml.dialect.RouteTimeout;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A RouteRule of Istio 0.5 means here what it meant there. */
class RouteRuleMeaningTest {

  private static RuleDocuments rule(String spec) {
    return RuleFiles.parse(
        "rule.yaml",
        """
        apiVersion: config.istio.io/v1alpha2
        kind: RouteRule
        metadata: {name: r, namespace: shop}
        spec:
        """
            + spec.indent(2));
  }

  @Test
  void goesToTheRoutedVersionAndIsCopiedToTheOther() {
    Mesh mesh =
        Mesh.of(
            rule(
                """
                destination: {name: orders}
                route:
                - labels: {version: v1}
                  weight: 100
                - labels: {version: v2}
                  weight: 0
                mirror: {name: orders, labels: {version: v2}}
                """));
    String expected = "v1.orders.shop.svc.cluster.local -> v2.orders.shop.svc.cluster.local";
    assertThat(mesh.ways("http://orders.shop/x")).isEqualTo(expected);
    assertThat(mesh.ways("http://orders.shop.svc.cluster.local:8080/")).isEqualTo(expected);
    assertThat(mesh.get("http://orders.other/").rule()).isEmpty();
  }

  @Test
  void aSingleRouteTakesAllWithoutWeight() {
    Mesh mesh = Mesh.of(rule("destination: {name: a}\nroute:\n- labels: {version: v2}\n"));
    assertThat(mesh.primaries("http://a.shop/", 100, "v2.a.shop.svc.cluster.local")).isEqualTo(100);
  }

  @Test
  void withoutRouteAllVersionsAreMeant() {
    RuleDocuments documents = rule("destination: {name: a}\nmirror: {name: b}\n");
    assertThat(documents.rules().get(0).routes()).hasSize(1);
    assertThat(documents.rules().get(0).routes().get(0).labels()).isEqualTo(Labels.none());
    assertThat(Mesh.of(documents).ways("http://a.shop/"))
        .isEqualTo("v1.a.shop.svc.cluster.local -> v1.b.shop.svc.cluster.local");
  }

  @Test
  void higherPrecedenceWinsAndIsNotMergedWithLower() {
    RuleDocuments documents =
        RuleFiles.parse(
            "two.yaml",
            """
            {"apiVersion": "v1", "kind": "List", "items": [
            	{"apiVersion": "config.istio.io/v1alpha2", "kind": "RouteRule",
            	 "metadata": {"name": "all"},
            	 "spec": {"destination": {"name": "a"}, "mirror": {"name": "b"}}},
            	{"apiVersion": "config.istio.io/v1alpha2", "kind": "RouteRule",
            	 "metadata": {"name": "special"},
            	 "spec": {"destination": {"name": "a"}, "precedence": 2,
            	          "match": {"request": {"headers": {"x-kind": {"prefix": "sp"}}}},
            	          "route": [{"labels": {"version": "v2"}}]}}
            ]}
            """);
    Mesh mesh = Mesh.of(documents);
    assertThat(mesh.ways("http://a/")).isEqualTo("v1.a -> v1.b");
    assertThat(mesh.ways("http://a/", "x-kind", "special")).isEqualTo("v2.a -> ");
  }

  @Test
  void prefixIsOfCharactersAndMethodIsAPseudoHeader() {
    Mesh mesh =
        Mesh.of(
            rule(
                """
                destination: {name: a}
                match:
                  request:
                    headers:
                      uri: {prefix: /api}
                      method: {exact: GET}
                mirror: {name: b}
                """));
    assertThat(mesh.get("http://a.shop/apis?x").mirrors()).hasSize(1);
    assertThat(mesh.get("http://a.shop/").mirrors()).isEmpty();
    assertThat(mesh.select("POST", "http://a.shop/api").mirrors()).isEmpty();
  }

  @Test
  void aSourceIsTheCallerItself() {
    RuleDocuments documents =
        rule(
            """
            destination: {name: a}
            match: {source: {name: web, labels: {version: v1}}}
            mirror: {name: b}
            """);
    Source web = Source.of("web.shop.svc.cluster.local", Labels.of("version", "v1"));
    assertThat(Mesh.of(documents, web).get("http://a.shop/").mirrors()).hasSize(1);
    Source other = Source.of("web.shop.svc.cluster.local", Labels.of("version", "v2"));
    assertThat(Mesh.of(documents, other).get("http://a.shop/").mirrors()).isEmpty();
    assertThat(Mesh.of(documents).get("http://a.shop/").mirrors()).isEmpty();
  }

  @Test
  void namesWithUnderscoresAreTheSameFields() {
    RuleDocuments documents =
        rule(
            """
            destination: {name: a}
            mirror: {name: b}
            http_req_timeout: {simple_timeout: {timeout: 1.5s}}
            """);
    var mirror = documents.rules().get(0).mirrors().get(0);
    assertThat(mirror.timeout()).contains(Duration.ofMillis(1500));
    assertThat(documents.rules().get(0).primary().timeout()).isEqualTo(Duration.ofMillis(1500));
    assertThat(documents.warnings()).allMatch(w -> w.endsWith(RouteTimeout.ENDS_AT_HEAD));
  }

  @Test
  void whatIsNotAppliedIsNamed() {
    RuleDocuments documents =
        rule(
            """
            destination: {name: a}
            websocketUpgrade: true
            httpReqRetries: {simpleRetry: {attempts: 3}}
            httpFault: {abort: {percent: 10, httpStatus: 500}}
            corsPolicy: {allowOrigin: [example.com]}
            mirror: {name: b}
            """);
    assertThat(documents.warnings())
        .allMatch(w -> w.endsWith(": not applied"))
        .hasSize(4)
        .anyMatch(w -> w.startsWith("rule.yaml:6:21: spec.websocketUpgrade"));
    assertThat(Mesh.of(documents).get("http://a.shop/").mirrors()).hasSize(1);
  }

  @Test
  void aRedirectNeitherRoutesNorCopies() {
    RuleDocuments documents =
        rule("destination: {name: a}\nredirect: {uri: /x}\nmirror: {name: b}\n");
    assertThat(Mesh.of(documents).get("http://a.shop/").isEmpty()).isTrue();
    assertThat(documents.warnings()).hasSize(1).first().asString().contains("redirect");
  }

  @Test
  void aRuleForTcpIsLeftOut() {
    RuleDocuments documents =
        rule(
            "destination: {name: a}\nmatch: {tcp: {sourceSubnet: [10.0.0.0/8]}}\nmirror: {name: b}\n");
    assertThat(documents.rules()).isEmpty();
    assertThat(documents.warnings()).hasSize(1);
  }

  @Test
  void twoCatchAllsAreAWarningWithBothPlaces() {
    String one = "apiVersion: config.istio.io/v1alpha2\nkind: RouteRule\nmetadata: {name: %s}\n";
    String spec = "spec:\n  destination: {name: a}\n  mirror: {name: b}\n---\n";
    RuleDocuments documents =
        RuleFiles.parse("f", one.formatted("first") + spec + one.formatted("second") + spec);
    assertThat(documents.warnings()).isEmpty();
    assertThat(Mesh.of(documents).rules().warnings())
        .containsExactly(
            "f:12:3: rule \"second\" is never reached: f:5:3: rule \"first\" comes first and takes"
                + " every request");
  }
}

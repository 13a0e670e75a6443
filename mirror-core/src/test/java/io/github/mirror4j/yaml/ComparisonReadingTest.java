package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Change;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.ServiceRef;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An annotation holds the settings of a comparison as YAML. */
class ComparisonReadingTest {

  private static final String FULL =
      """
      baseline: 20
      percentage: 50
      methods: [POST]
      endpoints:
      - /orders/{id}
      ignore:
      - $.items[*].updatedAt
      - $['a.b']
      unordered: [$.tags]
      keys: {$.items: id}
      expect:
        $.currency: added
        $.price: [value, type]
      show: [$.status]
      countAdditions: true
      headers: [X-Total]
      ignoreHeaders: [Vary]
      buildHeaders: [X-Build]
      margins: {content: 0.7, persistent: 0.2, errors: 0.3, slower: 1}
      slowerThan: [100ms, 1s]
      level: 1
      minimums: {requests: 1000, span: 24h, compared: 90, judged: 80}
      warmUp: {time: 2m, pairs: 50}
      repeatAfter: 1h
      confirmAfter: {min: 2s, max: 10s}
      responseLimit: 64KiB
      maxCopyTime: 90s
      """;

  @Test
  void everySettingIsRead() {
    Comparison expected =
        Comparison.withBaseline(20)
            .percentage(50)
            .methods("POST")
            .endpoint("/orders/{id}")
            .ignore("$.items[*].updatedAt")
            .ignore("$['a.b']")
            .unordered("$.tags")
            .key("$.items", "id")
            .expect("$.currency", Change.ADDED)
            .expect("$.price", Change.VALUE, Change.TYPE)
            .show("$.status")
            .countAdditions()
            .header("X-Total")
            .ignoreHeader("Vary")
            .buildHeader("X-Build")
            .margin(Check.CONTENT, 0.7)
            .margin(Check.PERSISTENT, 0.2)
            .margin(Check.ERRORS, 0.3)
            .margin(Check.SLOWER, 1)
            .slowerThan(Duration.ofMillis(100))
            .slowerThan(Duration.ofSeconds(1))
            .level(1)
            .minimumRequests(1000)
            .minimumSpan(Duration.ofHours(24))
            .minimumCompared(90)
            .minimumJudged(80)
            .warmUp(Duration.ofMinutes(2), 50)
            .repeatAfter(Duration.ofHours(1))
            .confirmAfter(Duration.ofSeconds(2), Duration.ofSeconds(10))
            .responseLimit(65_536)
            .maxCopyTime(Duration.ofSeconds(90))
            .build();
    assertThat(read(FULL)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"virtual-service", "http-route", "route-rule"})
  void everyKindOfDocumentTakesIt(String kind) {
    RuleDocuments documents = RuleFiles.parse("f", document(kind, "compare", "baseline: 5\n"));
    assertThat(mirrors(documents))
        .extracting(Mirror::comparison)
        .containsExactly(Optional.of(Comparison.withBaseline(5).build()));
    assertThat(documents.warnings()).isEmpty();
  }

  @Test
  void theNumberSaysForWhichRuleAndMirrorItIs() {
    String document =
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata:
          name: a
          annotations:
            mirror4j.io/compare: 'baseline: 1'
            mirror4j.io/compare.0: 'baseline: 2'
            mirror4j.io/compare.0.1: 'baseline: none'
        spec:
          hosts: [a]
          http:
          - match: [{uri: {prefix: /x}}]
            route: [{destination: {host: b}}]
            mirrors: [{destination: {host: c}}, {destination: {host: d}}]
          - route: [{destination: {host: b}}]
            mirror: {host: c}
        """;
    assertThat(mirrors(RuleFiles.parse("f", document)))
        .extracting(mirror -> mirror.comparison().orElseThrow())
        .containsExactly(
            Comparison.withBaseline(2).build(),
            Comparison.withoutBaseline().build(),
            Comparison.withBaseline(1).build());
  }

  @Test
  void theBaselineMayHaveADeploymentOfItsOwn() {
    assertThat(target("{percentage: 10, uri: 'http://orders-v1b:8080'}"))
        .isEqualTo(new MirrorTarget.ToUri(URI.create("http://orders-v1b:8080")));
    assertThat(target("{percentage: 10, name: orders, namespace: shop, labels: {version: v1b}}"))
        .isEqualTo(
            new MirrorTarget.ToService(
                new ServiceRef("orders", "shop", null, null), Labels.of("version", "v1b")));
    assertThat(target("{percentage: 10, service: orders.example.com, port: 8443}"))
        .isEqualTo(
            new MirrorTarget.ToService(
                ServiceRef.host("orders.example.com").atPort(8443), Labels.none()));
    assertThat(read("baseline: {percentage: 10}\n").baseline().orElseThrow().target()).isEmpty();
  }

  @Test
  void theSettingsMayBeJson() {
    assertThat(read("{\"baseline\": 20, \"ignore\": [\"$.items[*].time\"]}\n"))
        .isEqualTo(Comparison.withBaseline(20).ignore("$.items[*].time").build());
  }

  @Test
  void whatIsEmptyIsAsIfItWereNotThere() {
    assertThat(
            read(
                """
                baseline: 20
                percentage:
                ignore:
                unordered: []
                keys: {}
                expect: null
                margins: {content: null}
                minimums: {}
                warmUp: {pairs: ~}
                """))
        .isEqualTo(Comparison.withBaseline(20).build());
  }

  private static MirrorTarget target(String baseline) {
    Comparison comparison = read("baseline: " + baseline + "\n");
    return comparison.baseline().flatMap(Comparison.Baseline::target).orElseThrow();
  }

  private static Comparison read(String settings) {
    RuleDocuments documents =
        RuleFiles.parse("f", document("virtual-service", "compare.0", settings));
    return mirrors(documents).get(0).comparison().orElseThrow();
  }

  private static List<Mirror> mirrors(RuleDocuments documents) {
    return documents.rules().stream().flatMap(rule -> rule.mirrors().stream()).toList();
  }

  /** A document of this kind with the settings in a block of lines. */
  static String document(String kind, String annotation, String settings) {
    String head =
        "metadata:\n  name: menu\n  annotations:\n    mirror4j.io/%s: |\n".formatted(annotation)
            + settings.indent(6);
    return switch (kind) {
      case "virtual-service" ->
          Docs.service("menu", "hosts: [menu]", Docs.ENTRY)
              .replace("metadata: {name: menu}\n", head);
      case "http-route" ->
          Docs.route("menu", "hostnames: [menu.example]", "next")
              .replace("metadata: {name: menu}\n", head);
      default ->
          "apiVersion: config.istio.io/v1alpha2\nkind: RouteRule\n"
              + head
              + "spec: {destination: {name: menu}, mirror: {name: next}}\n";
    };
  }
}

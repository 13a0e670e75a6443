package io.github.mirror4j.yaml.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Change;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.yaml.RuleFiles;
import io.github.mirror4j.yaml.RuleWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A comparison is written as an annotation and read back as an equal one. */
class ComparisonWritingTest {

  private static final MirrorTarget SECOND =
      new MirrorTarget.ToUri(URI.create("http://orders-v1b:8080/base"));

  static Stream<Comparison> comparisons() {
    ServiceRef service = new ServiceRef("orders", "shop", "svc.my.cluster", null, 8080);
    MirrorTarget subset = new MirrorTarget.ToService(service, Labels.of("version", "1.10"));
    MirrorTarget host =
        new MirrorTarget.ToService(ServiceRef.host("orders.example.com"), Labels.none());
    return Stream.of(
            Comparison.withoutBaseline(),
            Comparison.withBaseline(0.0001),
            Comparison.withBaseline(33.3333),
            Comparison.withBaselineAt(SECOND, 100),
            Comparison.withBaselineAt(subset, 5),
            Comparison.withBaselineAt(host, 5),
            Comparison.withoutBaseline().percentage(12.5).methods("POST", "M-SEARCH"),
            Comparison.withBaseline(1).endpoint("/orders/new").endpoint("/orders/{id}"),
            Comparison.withBaseline(1)
                .ignore("$.items[*]['a.b']")
                .ignore("$['it\\'s: \"x\" # y']")
                .ignore("$['\\\\']['']['ü']")
                .unordered("$")
                .key("$.items", "yes")
                .key("$.a", "1.0: \"b\"")
                .expect("$.b", Change.values())
                .expect("$.no", Change.ADDED)
                .show("$.status")
                .countAdditions(),
            Comparison.withBaseline(1)
                .header("X-Total")
                .ignoreHeader("Vary")
                .ignoreHeader("ETag")
                .buildHeader("X-Build")
                .buildHeader("Server"),
            Comparison.withBaseline(1)
                .margin(Check.CONTENT, 1.0 / 3)
                .margin(Check.PERSISTENT, 0.0001)
                .margin(Check.ERRORS, 99.9)
                .margin(Check.SLOWER, 2)
                .slowerThan(Duration.ofNanos(1_500_000))
                .slowerThan(Duration.ofHours(1))
                .level(0.01),
            Comparison.withBaseline(1)
                .minimumRequests(1)
                .minimumSpan(Duration.ZERO)
                .minimumCompared(0)
                .minimumJudged(99.99)
                .warmUp(Duration.ZERO, 0)
                .repeatAfter(Duration.ofMillis(1500))
                .confirmAfter(Duration.ofMillis(100), Duration.ofMinutes(1))
                .responseLimit(1024)
                .maxCopyTime(Duration.ofHours(1)))
        .map(Comparison.Builder::build);
  }

  @ParameterizedTest
  @MethodSource("comparisons")
  void itIsReadBack(Comparison comparison) {
    assertThat(readBack(RuleWriter.virtualServices(List.of(rule(comparison)))))
        .isEqualTo(comparison);
    assertThat(readBack(RuleWriter.httpRoutes(List.of(rule(comparison))))).isEqualTo(comparison);
  }

  @Test
  void itIsWrittenAsLinesThatPeopleRead() {
    Comparison comparison =
        Comparison.withBaseline(20)
            .endpoint("/orders/{id}")
            .ignore("$.items[*].updatedAt")
            .expect("$.currency", Change.ADDED)
            .margin(Check.ERRORS, 0.2)
            .build();
    RuleWriter.Written written = RuleWriter.virtualServices(List.of(rule(comparison)));
    assertThat(written.yaml())
        .contains(
            """
            \s   mirror4j.io/compare.0.0: |
                  baseline: 20
                  endpoints:
                  - "/orders/{id}"
                  ignore:
                  - "$.items[*].updatedAt"
                  expect:
                    "$.currency":
                    - added
                  margins:
                    errors: 0.2
            """);
    assertThat(written.report())
        .contains("rule \"orders\": compare is an annotation, which a mesh does not apply");
  }

  @Test
  void aMirrorWithoutAComparisonHasNoAnnotation() {
    RouteRule plain =
        RouteRule.builder("orders").destination("orders").mirror(Mirror.to("next")).build();
    assertThat(RuleWriter.virtualServices(List.of(plain)).yaml()).doesNotContain("compare");
  }

  private static RouteRule rule(Comparison comparison) {
    ServiceRef next = new ServiceRef("next", "default", null, null).atPort(8080);
    Mirror mirror = Mirror.to(new MirrorTarget.ToService(next, Labels.none()));
    return RouteRule.builder("orders")
        .destination("orders")
        .mirror(mirror.compare(comparison))
        .build();
  }

  private static Comparison readBack(RuleWriter.Written written) {
    return RuleFiles.parse("written", written.yaml()).rules().stream()
        .flatMap(rule -> rule.mirrors().stream())
        .map(Mirror::comparison)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() -> new AssertionError(written.yaml()));
  }
}

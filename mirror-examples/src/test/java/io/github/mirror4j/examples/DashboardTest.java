package io.github.mirror4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.micrometer.MirrorMetrics;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the dashboard and the alerts ask for is what Prometheus gets. */
class DashboardTest {

  private static final Path FOLDER = Path.of("dashboards");
  private static final Pattern METRIC = Pattern.compile("mirror4j_[a-z0-9_]+");
  private static final Pattern LABEL = Pattern.compile("(\\w+) ?=~?\"([^\"]*)\"");
  private static final Pattern GROUPING = Pattern.compile("(?:by|on) \\(([^)]*)\\)");

  private static String scrape = "";

  @BeforeAll
  static void scrape() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    RouteRule rule =
        RouteRule.builder("orders-v2")
            .destination("orders")
            .mirror(
                Mirror.to(URI.create("http://localhost:1"))
                    .name("v2")
                    .compare(Comparison.withoutBaseline().build()))
            .build();
    try (MirroringHttpClient client = MirroringHttpClient.wrap(HttpClient.newHttpClient(), rule);
        MirrorMetrics metrics = new MirrorMetrics(client.engine())) {
      metrics.bindTo(registry);
      scrape = registry.scrape();
    }
  }

  static Stream<String> expressions() throws Exception {
    return Stream.concat(panels(), alerts());
  }

  private static Stream<String> panels() throws Exception {
    JsonNode dashboard = new ObjectMapper().readTree(FOLDER.resolve("mirror4j.json"));
    return dashboard.findValuesAsString("expr").stream();
  }

  private static Stream<String> alerts() throws Exception {
    JsonNode rules = new YAMLMapper().readTree(FOLDER.resolve("alerts.yaml"));
    return rules.findValuesAsString("expr").stream();
  }

  @Test
  void bothAskForSomething() throws Exception {
    assertThat(panels()).hasSizeGreaterThan(10);
    assertThat(alerts()).hasSize(11);
  }

  /** {@code .ci/full promtool} runs those tests. */
  @Test
  void eachAlertHasATest() throws Exception {
    JsonNode rules = new YAMLMapper().readTree(FOLDER.resolve("alerts.yaml"));
    JsonNode tests = new YAMLMapper().readTree(FOLDER.resolve("alerts-test.yaml"));

    assertThat(tests.findValuesAsString("alertname"))
        .containsAll(rules.findValuesAsString("alert"));
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void eachMetricIsScraped(String expression) {
    Set<String> scraped = found(Pattern.compile("(?m)^(mirror4j_[a-z0-9_]+)"), scrape);
    List<String> asked = METRIC.matcher(expression).results().map(MatchResult::group).toList();
    assertThat(asked).isNotEmpty();
    assertThat(scraped).containsAll(asked);
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void eachLabelAndEachValueIsScraped(String expression) {
    for (MatchResult label : LABEL.matcher(expression).results().toList()) {
      Set<String> values = found(Pattern.compile(label.group(1) + "=\"([^\"]*)\""), scrape);
      assertThat(values).as(label.group(1)).isNotEmpty();
      if (!label.group(2).startsWith("$")) {
        assertThat(values).containsAll(List.of(label.group(2).split("\\|")));
      }
    }
    for (MatchResult grouping : GROUPING.matcher(expression).results().toList()) {
      assertThat(Arrays.asList(grouping.group(1).split(", ")))
          .allSatisfy(label -> assertThat(scrape).contains(label + "=\""));
    }
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(m -> m.group(1)).collect(Collectors.toSet());
  }
}

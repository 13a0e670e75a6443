package io.github.mirror4j.select;

import static io.github.mirror4j.select.Given.NO_CHANCE;
import static io.github.mirror4j.select.Given.V1;
import static io.github.mirror4j.select.Given.V2;
import static io.github.mirror4j.select.Given.get;
import static io.github.mirror4j.select.Given.primary;
import static io.github.mirror4j.select.Given.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Route;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import java.net.URI;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightedRouteTest {

  private static final RequestFacts REQUEST = get("http://httpbin:8000/get");

  private static RuleSet withHttpbin(RouteRule.Builder rule) {
    return RuleSet.builder().rules(rule.build()).registry(Given.httpbin()).build();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 50, 90, 99})
  void weightsPickTheSubsetInProportion(int weight) {
    RuleSet rules = withHttpbin(rule("rule").route(V1, 100 - weight).route(V2, weight));
    RandomGenerator random = new SplittableRandom(1);
    int n = 20_000;
    int hits = 0;
    for (int i = 0; i < n; i++) {
      hits += primary(rules, REQUEST, random).equals("http://v2:8000") ? 1 : 0;
    }

    double p = weight / 100.0;
    assertThat((double) hits).isCloseTo(n * p, within(3 * Math.sqrt(n * p * (1 - p))));
  }

  @Test
  void aWeightOfZeroAmongSeveralGetsNothing() {
    RuleSet first = withHttpbin(rule("rule").route(V1, 0).route(V2, 100));
    RuleSet last = withHttpbin(rule("rule").route(V2, 100).route(V1, 0));
    RandomGenerator random = new SplittableRandom(2);
    for (int i = 0; i < 1_000; i++) {
      assertThat(primary(first, REQUEST, random)).isEqualTo("http://v2:8000");
      assertThat(primary(last, REQUEST, random)).isEqualTo("http://v2:8000");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void aSingleRouteGetsEverythingWhateverItsWeightAndAsksNoChance(int weight) {
    RuleSet rules = withHttpbin(rule("rule").route(V2, weight));

    assertThat(primary(rules, REQUEST, NO_CHANCE)).isEqualTo("http://v2:8000");
  }

  @Test
  void aRouteWithoutLabelsTakesAllEndpointsInTurn() {
    RuleSet rules = withHttpbin(rule("rule").route(Labels.none(), 100));

    assertThat(primary(rules, REQUEST, NO_CHANCE)).isEqualTo("http://v1:8000");
    assertThat(primary(rules, REQUEST, NO_CHANCE)).isEqualTo("http://v2:8000");
  }

  @Test
  void aRuleWithoutRoutesLeavesThePrimaryWhereItsUriSays() {
    assertThat(primary(withHttpbin(rule("rule")), REQUEST, NO_CHANCE)).isEmpty();
  }

  @Test
  void aDestinationWithoutRegisteredEndpointsGoesWhereItsUriSays() {
    RuleSet rules =
        RuleSet.builder().rules(rule("rule").route(V1, 100).route(V2, 0).build()).build();

    Selection selection = rules.select(REQUEST);

    assertThat(selection.rule()).isPresent();
    assertThat(selection.isEmpty()).isTrue();
  }

  @Test
  void aRouteMayNameAnotherServiceInTheRulesNamespace() {
    RouteRule rule =
        RouteRule.builder("rule")
            .namespace("prod")
            .destination("httpbin")
            .route(new Route(ServiceRef.of("other"), Labels.none(), 100))
            .build();
    ServiceRegistry registry =
        ServiceRegistry.builder()
            .endpoint("other.prod.svc.cluster.local", URI.create("http://prod"))
            .endpoint("other.default.svc.cluster.local", URI.create("http://default"))
            .build();
    RuleSet rules = RuleSet.builder().rules(rule).registry(registry).build();

    assertThat(primary(rules, get("http://httpbin.prod/"), NO_CHANCE)).isEqualTo("http://prod");
  }
}

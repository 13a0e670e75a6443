package io.github.mirror4j.select;

import static io.github.mirror4j.select.Given.NO_CHANCE;
import static io.github.mirror4j.select.Given.V1;
import static io.github.mirror4j.select.Given.V2;
import static io.github.mirror4j.select.Given.get;
import static io.github.mirror4j.select.Given.primary;
import static io.github.mirror4j.select.Given.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.ServiceRef;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A registry may return other endpoints from call to call. */
class LiveRegistryTest {

  private static final RequestFacts REQUEST = get("http://httpbin/get");

  private List<Endpoint> current = List.of();
  private boolean broken;
  private final List<ServiceRef> asked = new ArrayList<>();
  private final RuleSet rules = ruleSet();

  private RuleSet ruleSet() {
    ServiceRegistry registry =
        service -> {
          asked.add(service);
          if (broken) {
            throw new IllegalStateException("discovery is down");
          }
          return current;
        };
    return RuleSet.builder()
        .rules(rule("rule").route(V1, 100).mirror(Mirror.to("shadow", V2)).build())
        .registry(registry)
        .build();
  }

  private static Endpoint endpoint(String uri, Labels labels) {
    return new Endpoint(URI.create(uri), labels);
  }

  private Optional<URI> copy() {
    return rules.mirrors().get(0).address(REQUEST.uri());
  }

  @Test
  void itIsAskedWithTheNamespaceFilledIn() {
    assertThat(asked)
        .contains(
            ServiceRef.of("httpbin").inNamespace("default"),
            ServiceRef.of("shadow").inNamespace("default"));
  }

  @Test
  void withoutEndpointsAtTheStartTheRuleSetIsBuiltAndNothingIsSentYet() {
    assertThat(primary(rules, REQUEST, NO_CHANCE)).isEmpty();
    assertThat(copy()).isEmpty();
  }

  @Test
  void newEndpointsAreUsedFromTheNextRequestOn() {
    current = List.of(endpoint("http://a", V1), endpoint("http://b", V2));

    assertThat(primary(rules, REQUEST, NO_CHANCE)).isEqualTo("http://a");
    assertThat(copy()).contains(URI.create("http://b/get"));
  }

  @Test
  void endpointsThatAreGoneAreUsedNoMore() {
    current = List.of(endpoint("http://a", V1), endpoint("http://b", V2));
    primary(rules, REQUEST, NO_CHANCE);
    current = List.of(endpoint("http://a", V1));

    assertThat(primary(rules, REQUEST, NO_CHANCE)).isEqualTo("http://a");
    assertThat(copy()).isEmpty();
  }

  @Test
  void whatItThrowsIsTakenForNoEndpoints() {
    current = List.of(endpoint("http://a", V1), endpoint("http://b", V2));
    primary(rules, REQUEST, NO_CHANCE);
    broken = true;

    Selection selection = rules.select(REQUEST);

    assertThat(selection.endpoint()).isEmpty();
    assertThat(selection.mirrors()).hasSize(1);
    assertThat(copy()).isEmpty();
    assertThat(ruleSet().mirrors()).hasSize(1);
  }

  @Test
  void itWorksAgainWhenItThrowsNoMore() {
    broken = true;
    primary(rules, REQUEST, NO_CHANCE);
    broken = false;
    current = List.of(endpoint("http://a", V1));

    assertThat(primary(rules, REQUEST, NO_CHANCE)).isEqualTo("http://a");
  }
}

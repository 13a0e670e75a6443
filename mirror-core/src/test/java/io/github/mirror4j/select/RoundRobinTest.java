package io.github.mirror4j.select;

import static io.github.mirror4j.select.Given.NO_CHANCE;
import static io.github.mirror4j.select.Given.V1;
import static io.github.mirror4j.select.Given.V2;
import static io.github.mirror4j.select.Given.get;
import static io.github.mirror4j.select.Given.primary;
import static io.github.mirror4j.select.Given.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Mirror;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundRobinTest {

  private static final RequestFacts REQUEST = get("http://httpbin/get");

  private final ServiceRegistry registry =
      ServiceRegistry.builder()
          .endpoint("httpbin", V1, URI.create("http://a1"))
          .endpoint("httpbin", V2, URI.create("http://b1"))
          .endpoint("httpbin", V1, URI.create("http://a2"))
          .endpoint("httpbin", V2, URI.create("http://b2"))
          .endpoint("httpbin", V1, URI.create("http://a3"))
          .build();

  private final RuleSet rules =
      RuleSet.builder()
          .rules(rule("rule").route(V1, 100).mirror(Mirror.to("httpbin", V2)).build())
          .registry(registry)
          .build();

  private List<String> copies(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> rules.mirrors().get(0).address(REQUEST.uri()).orElseThrow().toString())
        .toList();
  }

  @Test
  void primariesTakeTheEndpointsOfTheirSubsetInTurn() {
    assertThat(IntStream.range(0, 7).mapToObj(i -> primary(rules, REQUEST, NO_CHANCE)))
        .containsExactly(
            "http://a1",
            "http://a2",
            "http://a3",
            "http://a1",
            "http://a2",
            "http://a3",
            "http://a1");
  }

  @Test
  void copiesTakeTheEndpointsOfTheirSubsetInTurn() {
    assertThat(copies(3)).containsExactly("http://b1/get", "http://b2/get", "http://b1/get");
  }

  @Test
  void copiesDoNotTakeThePrimariesTurns() {
    copies(5);

    assertThat(primary(rules, REQUEST, NO_CHANCE)).isEqualTo("http://a1");
  }

  @Test
  void askingForTheEndpointsTakesNoTurn() {
    assertThat(rules.mirrors().get(0).endpoints()).hasSize(2);
    assertThat(rules.explain(REQUEST)).isNotEmpty();

    assertThat(copies(1)).containsExactly("http://b1/get");
  }
}

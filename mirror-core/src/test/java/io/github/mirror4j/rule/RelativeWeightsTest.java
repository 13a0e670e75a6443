package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Weights that are relative need no total of 100, in a copy of the rule neither. */
class RelativeWeightsTest {

  private static RouteRule.Builder rule(int first, int second) {
    return RouteRule.builder("r")
        .destination("a")
        .route(Labels.of("version", "v1"), first)
        .route(Labels.of("version", "v2"), second);
  }

  @Test
  void anyTotalButNoneIsRight() {
    RouteRule rule = rule(3, 1).relativeWeights().build();
    assertThat(rule.toBuilder().build()).isEqualTo(rule);
    assertThatThrownBy(() -> rule(3, 1).build()).hasMessageContaining("weights total 4");
    assertThatThrownBy(() -> rule(0, 0).relativeWeights().build())
        .hasMessageContaining("weights total 0 (expected: weights that total at least 1");
    assertThatThrownBy(() -> rule(1, 1_000_001).relativeWeights().build())
        .hasMessageContaining("route[1].weight: 1000001 (expected: 0 to 1000000)");
  }
}

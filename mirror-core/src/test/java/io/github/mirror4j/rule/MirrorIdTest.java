package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.mirror4j.select.RuleSet;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** A mirror is identified by the names of its rule and of itself. */
class MirrorIdTest {

  private static final Mirror V2 = Mirror.to(URI.create("http://v2.example")).name("v2");

  @Test
  void ruleAndMirrorIdentifyAMirror() {
    assertThat(new MirrorId("r", "m"))
        .isEqualTo(new MirrorId("r", "m"))
        .isNotEqualTo(new MirrorId("r", "n"))
        .isNotEqualTo(new MirrorId("s", "m"))
        .hasToString("r -> m");
  }

  @Test
  void aRuleSetNamesItsMirrorsWithTheNamespacesOfTheirRules() {
    RouteRule orders = RouteRule.builder("orders").destination("orders").mirror(V2).build();
    RouteRule staging = orders.toBuilder("orders").namespace("staging").build();
    RuleSet rules = RuleSet.builder().rules(orders, staging).build();

    assertThat(rules.mirrors())
        .extracting(mirror -> mirror.id().toString())
        .containsExactlyInAnyOrder("orders -> v2", "staging/orders -> v2");
  }

  @Test
  void bothNamesAreRequired() {
    assertThatNullPointerException().isThrownBy(() -> new MirrorId(null, "m")).withMessage("rule");
    assertThatNullPointerException()
        .isThrownBy(() -> new MirrorId("r", null))
        .withMessage("mirror");
  }
}

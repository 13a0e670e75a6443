package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.select.RuleSet;
import org.junit.jupiter.api.Test;

/** What is found about rules of files only when they are built together has its place, too. */
class RuleOriginTest {

  private static final String FILE =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: menu}
      spec:
        hosts: [menu]
        http:
        - match: [{method: {exact: get}}]
          route: [{destination: {host: menu}}]
          mirror: {host: menu-next}
        - route: [{destination: {host: menu}}]
      """;

  @Test
  void aRuleKnowsWhereItWasWritten() {
    assertThat(RuleFiles.parse("menu.yaml", FILE).rules())
        .extracting(rule -> rule.origin().orElseThrow())
        .containsExactly("menu.yaml:7:5", "menu.yaml:10:5");
  }

  @Test
  void thePlaceIsNoPartOfWhatARuleSays() {
    RouteRule rule = RuleFiles.parse("menu.yaml", FILE).rules().get(0);

    assertThat(rule.toBuilder().origin("elsewhere").build()).isEqualTo(rule).hasToString("" + rule);
    assertThat(rule.toBuilder().build().origin()).contains("menu.yaml:7:5");
  }

  @Test
  void whatIsRefusedOrWarnedOfAtBuildTimeBeginsWithThePlace() {
    RuleDocuments documents = RuleFiles.parse("menu.yaml", FILE);

    assertThatThrownBy(() -> RuleSet.builder().rules(documents.rules()).build())
        .hasMessageContaining("menu.yaml:7:5: rule \"menu.000\".mirror[0]: \"menu-next\"");
    assertThat(Mesh.of(documents).rules().warnings())
        .containsExactly(
            "menu.yaml:7:5: rule \"menu.000\".match[0].method: exact \"get\" never matches, methods"
                + " are case-sensitive (expected: \"GET\")");
  }
}

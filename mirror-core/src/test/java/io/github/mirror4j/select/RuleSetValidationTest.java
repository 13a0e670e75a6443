package io.github.mirror4j.select;

import static io.github.mirror4j.select.Given.V1;
import static io.github.mirror4j.select.Given.V2;
import static io.github.mirror4j.select.Given.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.Route;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.rule.Source;
import org.junit.jupiter.api.Test;

/** What is wrong with rules only when they are together, and with the registry at hand. */
class RuleSetValidationTest {

  private static final Labels V3 = Labels.of("version", "v3");

  private static RuleSet.Builder withHttpbin(RouteRule... rules) {
    return RuleSet.builder().registry(Given.httpbin()).rules(rules);
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    RouteRule twice = rule("twice").build();
    RouteRule unresolved =
        rule("unresolved")
            .namespace("prod")
            .route(V3, 50)
            .route(new Route(ServiceRef.of("nobody"), V1, 50))
            .mirror(Mirror.to("httpbin", V3))
            .mirror(Mirror.to("nobody"))
            .build();
    RuleSet.Builder builder =
        withHttpbin(twice, unresolved, twice).rules(twice).source(Source.of("A"));

    assertThatThrownBy(builder::build)
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessage(
            """
            rules: 7 problems
              source.name: "A" (expected: a DNS label: 1 to 63 characters [a-z0-9-], first and \
            last not '-')
              rules[2].name: "twice" (expected: a name that only one rule has; rules[0] has it)
              rules[3].name: "twice" (expected: a name that only one rule has; rules[0] has it)
              rule "prod/unresolved".route[0]: "httpbin.prod{version=v3}" (expected: a service \
            with at least one such endpoint in the registry; known: {version=v1}, {version=v2})
              rule "prod/unresolved".route[1]: "nobody.prod{version=v1}" (expected: a service \
            with at least one such endpoint in the registry; no endpoint of nobody.prod is known: \
            add one with registry(..); that of rule files, from their ServiceEntries, is \
            RuleDocuments.registry())
              rule "prod/unresolved".mirror[0]: "httpbin{version=v3}" (expected: a service with \
            at least one such endpoint in the registry; known: {version=v1}, {version=v2})
              rule "prod/unresolved".mirror[1]: "nobody" (expected: a service with at least one \
            such endpoint in the registry; no endpoint of nobody.prod is known: add one with \
            registry(..); that of rule files, from their ServiceEntries, is \
            RuleDocuments.registry())""");
  }

  @Test
  void aNameMayOccurOnceInEachNamespace() {
    RouteRule first = rule("same").build();
    RouteRule second = rule("same").namespace("prod").build();

    assertThatCode(() -> withHttpbin(first, second).build()).doesNotThrowAnyException();
  }

  @Test
  void aRouteOfWeightZeroAmongSeveralNeedsNoEndpoint() {
    RouteRule rule =
        rule("rule").route(V1, 100).route(V3, 0).mirror(Mirror.to("httpbin", V2)).build();

    assertThat(withHttpbin(rule).build().warnings()).isEmpty();
  }

  @Test
  void aMirrorWithoutEndpointIsNotRefusedWhereTheRegistryMayChange() {
    RuleSet.Builder builder =
        RuleSet.builder()
            .rules(rule("rule").mirror(Mirror.to("nobody")).build())
            .registry(service -> java.util.List.of());

    assertThatCode(builder::build).doesNotThrowAnyException();
  }

  @Test
  void everyMirrorIsFoundAtItsOwnIndex() {
    RouteRule first = rule("a").mirror(Mirrors.named("m0")).mirror(Mirrors.named("m1")).build();
    RouteRule second = rule("b").precedence(-1).mirror(Mirrors.named("m2")).build();
    RuleSet rules = withHttpbin(second, first).build();

    assertThat(rules.mirrors())
        .extracting(m -> m.mirror().name())
        .containsExactly("m0", "m1", "m2");
    assertThat(rules.mirrors()).extracting(RuleMirror::index).containsExactly(0, 1, 2);
    assertThat(rules.mirrors()).extracting(RuleMirror::rule).containsExactly(first, first, second);
  }
}

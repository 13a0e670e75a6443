package io.github.mirror4j.select;

import static io.github.mirror4j.select.Given.V1;
import static io.github.mirror4j.select.Given.get;
import static io.github.mirror4j.select.Given.rule;
import static io.github.mirror4j.select.Given.rules;
import static io.github.mirror4j.select.Given.winner;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.Source;
import io.github.mirror4j.rule.StringMatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is allowed but probably not meant is said in a sentence. */
class UnreachableRuleWarningTest {

  private static final Match BETA = Match.builder().header("x-beta", StringMatch.present()).build();

  private static RouteRule to(String name, String destination) {
    return RouteRule.builder(name).destination(destination).build();
  }

  @Test
  void aRuleBehindOneThatTakesEveryRequestIsNeverReached() {
    RuleSet rules =
        rules(rule("catch-all").precedence(1).build(), rule("late").match(BETA).build());

    assertThat(rules.warnings())
        .containsExactly(
            "rule \"late\" is never reached: rule \"catch-all\" comes first and takes every"
                + " request");
  }

  @Test
  void aRuleBehindOneWithConditionsIsReached() {
    RuleSet rules = rules(rule("beta").precedence(1).match(BETA).build(), rule("late").build());

    assertThat(rules.warnings()).isEmpty();
  }

  @Test
  void oneMatchWithoutConditionsMakesACatchAll() {
    RouteRule first =
        rule("first").precedence(1).match(BETA).match(Match.builder().build()).build();

    assertThat(rules(first, rule("late").build()).warnings()).hasSize(1);
  }

  @ParameterizedTest(name = "{0} before {1}: {2}")
  @CsvSource({
    "httpbin, httpbin.default.svc.cluster.local, true",
    "httpbin.default.svc, httpbin, true",
    "*, httpbin, true",
    "*, *.example.com, true",
    "*.example.com, orders.example.com, true",
    "*.example.com, *.eu.example.com, true",
    "*.eu.example.com, *.example.com, false",
    "*.example.com, example.com, false",
    "*.svc.cluster.local, httpbin, false",
    "10.0.0.0/8, 10.1.2.3, true",
    "httpbin, other, false",
    "httpbin, *, false"
  })
  void aDestinationIsTakenByOneThatCoversAllItsNames(
      String first, String second, boolean expected) {
    assertThat(!rules(to("a", first), to("b", second)).warnings().isEmpty()).isEqualTo(expected);
  }

  @Test
  void aShorterNameIsReachedBehindAWildcardForTheLongOnes() {
    RuleSet rules = rules(to("a", "*.svc.cluster.local"), to("b", "httpbin"));

    assertThat(winner(rules, get("http://httpbin/"))).isEqualTo("b");
  }

  @Test
  void aRuleForAnotherSourceNeverMatches() {
    RouteRule rule = rule("web", Match.builder().source(Source.of("web")));

    assertThat(rules(rule).warnings())
        .containsExactly(
            "rule \"web\" never matches: it asks for a source that this client is not (source: none"
                + " is set)");
    assertThat(RuleSet.builder().rules(rule).source(Source.of("api")).build().warnings())
        .containsExactly(
            "rule \"web\" never matches: it asks for a source that this client is not (source: it"
                + " is api)");
    assertThat(RuleSet.builder().rules(rule).source(Source.of("web")).build().warnings()).isEmpty();
  }

  @Test
  void aRuleForAnotherSourceHidesNoOther() {
    Match web = Match.builder().source(Source.of("web")).build();
    RuleSet rules = rules(rule("web").precedence(1).match(web).build(), rule("late").build());

    assertThat(rules.warnings()).singleElement().asString().startsWith("rule \"web\"");
  }

  @Test
  void aRouteWithoutEndpointsIsSaid() {
    RouteRule rule = rule("rule").namespace("prod").route(V1, 100).build();

    assertThat(rules(rule).warnings())
        .containsExactly(
            "rule \"prod/rule\".route[0]: httpbin.prod{version=v1} has no endpoint in the registry,"
                + " so primaries go where their URI says");
  }
}

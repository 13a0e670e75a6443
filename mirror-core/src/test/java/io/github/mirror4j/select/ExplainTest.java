package io.github.mirror4j.select;

import static io.github.mirror4j.rule.StringMatch.exact;
import static io.github.mirror4j.rule.StringMatch.present;
import static io.github.mirror4j.select.Given.V1;
import static io.github.mirror4j.select.Given.V2;
import static io.github.mirror4j.select.Given.get;
import static io.github.mirror4j.select.Given.rule;
import static io.github.mirror4j.select.Given.rules;
import static io.github.mirror4j.select.Mirrors.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.SamplingKey;
import io.github.mirror4j.rule.Source;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExplainTest {

  @Test
  void theWholeStoryOfARequest() {
    RouteRule beta =
        rule("beta")
            .precedence(3)
            .match(Match.builder().header("x-beta", present()).build())
            .match(Match.builder().method(exact("POST")).build())
            .build();
    RouteRule mirrored =
        rule("mirrored")
            .precedence(2)
            .route(V1, 100)
            .route(V2, 0)
            .samplingKey(SamplingKey.header("x-user"))
            .mirror(Mirror.to("httpbin", V2))
            .mirror(named("five").percentage(5))
            .mirror(named("two").percentage(2))
            .mirror(named("writes").methods("POST"))
            .build();
    RouteRule late = rule("late").precedence(1).build();
    RouteRule other = RouteRule.builder("other").destination("other").build();
    RuleSet rules =
        RuleSet.builder()
            .rules(beta, mirrored, late, other)
            .registry(Given.httpbin())
            .source(Source.of("frontend"))
            .build();

    String text = rules.explain(get("http://httpbin:8000/get?x=1", "x-user", "jason"));

    assertThat(text)
        .isEqualTo(
            """
            GET http://httpbin:8000/get?x=1
            source: frontend
            host httpbin: 3 of 4 rules are for it
            - beta (precedence 3): does not match
                match[0]: header x-beta is absent (expected: present)
                match[1]: method is "GET" (expected: exact "POST")
            - mirrored (precedence 2): wins
                primary: 100 % to httpbin{version=v1}: [http://v1:8000{version=v1}]
                primary: 0 % to httpbin{version=v2}: [http://v2:8000{version=v2}]
                draw: 27450 of 1000000, by header x-user
                mirror httpbin{version=v2} 100 %: selected, one of [http://v2:8000{version=v2}]
                mirror five 5 %: selected, one of [http://five]
                mirror two 2 %: sampled out, its share is below the draw
                mirror writes 100 %: not for GET, only for [POST]
            - late (precedence 1): not tried, mirrored came first
            """);
  }

  @Test
  void noRuleForTheHost() {
    assertThat(rules(rule("rule").build()).explain(get("http://other/")))
        .isEqualTo(
            """
            GET http://other/
            host other: 0 of 1 rules are for it
            - rule is for httpbin, httpbin.default, httpbin.default.svc, httpbin.default.svc.cluster, httpbin.default.svc.cluster.local
            no rule matches: the request is left alone
            """);
  }

  @Test
  void ofManyRulesForOtherHostsTheFirstAreNamed() {
    RouteRule[] many =
        IntStream.range(0, 6)
            .mapToObj(i -> RouteRule.builder("r" + i).destination("*.h" + i + ".example").build())
            .toArray(RouteRule[]::new);
    assertThat(rules(many).explain(get("http://other/")))
        .contains("- r0 is for *.h0.example\n", "- r4 is for *.h4.example\n- and so on\n")
        .doesNotContain("r5");
  }

  @Test
  void aRuleWithoutRoutesAndMirrors() {
    assertThat(rules(rule("rule").build()).explain(get("http://httpbin/")))
        .contains(
            """
            - rule (precedence 0): wins
                primary: goes where its URI says, the rule has no route
                no mirror
            """);
  }

  @Test
  void aRouteWithoutEndpoints() {
    assertThat(rules(rule("rule").route(V1, 0).build()).explain(get("http://httpbin/")))
        .contains(
            "primary: 100 % to httpbin{version=v1}:"
                + " where its URI says, the registry has no endpoint");
  }

  @Test
  void everyMatchIsAnsweredForInItsOwnPlace() {
    Match frontend = Match.builder().source(Source.of("frontend")).build();
    Match beta = Match.builder().header("x-beta", exact("1")).build();
    RuleSet rules =
        RuleSet.builder()
            .rules(rule("rule").match(beta).match(frontend).match(beta).build())
            .source(Source.of("backend"))
            .build();

    assertThat(rules.explain(get("http://httpbin/", "x-beta", "2")))
        .contains(
            """
            - rule (precedence 0): does not match
                match[0]: header x-beta is "2" (expected: exact "1")
                match[1]: only for the source frontend
                match[2]: header x-beta is "2" (expected: exact "1")
            """);
  }

  @Test
  void theDrawIsByChanceWithoutAKey() {
    RouteRule half = rule("rule").mirror(named("v2").percentage(50)).build();
    assertThat(rules(half).explain(get("http://httpbin/")))
        .containsPattern("draw: \\d{1,6} of 1000000, by chance\n");
  }

  @Test
  void whereAllIsMirroredOrNothingTheDrawDoesNotMatter() {
    RouteRule all = rule("rule").mirror(named("v2")).mirror(named("off").percentage(0)).build();
    assertThat(rules(all).explain(get("http://httpbin/"))).doesNotContain("draw:");
  }

  @Test
  void aMissingKeyMayBeLeftToChance() {
    SamplingKey key = SamplingKey.queryParameter("u").ifMissing(SamplingKey.Missing.RANDOM);
    RouteRule rule = rule("rule").samplingKey(key).mirror(named("v2").percentage(50)).build();

    assertThat(rules(rule).explain(get("http://httpbin/")))
        .contains("by query parameter u, by chance without it");
  }
}

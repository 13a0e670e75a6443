package io.github.mirror4j.select;

import static io.github.mirror4j.rule.StringMatch.exact;
import static io.github.mirror4j.rule.StringMatch.present;
import static io.github.mirror4j.rule.StringMatch.regex;
import static io.github.mirror4j.select.Given.V1;
import static io.github.mirror4j.select.Given.V2;
import static io.github.mirror4j.select.Given.get;
import static io.github.mirror4j.select.Given.rule;
import static io.github.mirror4j.select.Given.rules;
import static io.github.mirror4j.select.Mirrors.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.PathRewrite;
import io.github.mirror4j.rule.PrimaryEdits;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.SamplingKey;
import io.github.mirror4j.rule.Source;
import java.net.URI;
import java.time.Duration;
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
                mirror 100 % to httpbin{version=v2}: selected, the copy goes to http://v2:8000/get?x=1
                mirror five: 5 % to http://five: selected, the copy goes to http://five/get?x=1
                mirror two: 2 % to http://two: sampled out, its share is below the draw; a copy would go to http://two/get?x=1
                mirror writes: 100 % of POST to http://writes: not for GET, only for POST; a copy would go to http://writes/get?x=1
            - late (precedence 1): not tried, mirrored came first
            """);
  }

  @Test
  void aMirrorThatGetsNothingSaysSoAndWhereACopyWouldGo() {
    Mirror off = Mirror.to(URI.create("http://lab:8080/base/")).name("off").percentage(0);

    assertThat(rules(rule("rule").mirror(off).build()).explain(get("http://httpbin/a?x=1")))
        .contains(
            "    mirror off: 0 % to http://lab:8080/base/: none;"
                + " a copy would go to http://lab:8080/base/a?x=1\n");
  }

  @Test
  void theAddressOfACopyIsTheOneThatItWillHave() {
    RouteRule rule =
        rule("rule")
            .primary(PrimaryEdits.none().rewritePath(PathRewrite.prefix("/v1", "/v2")))
            .mirror(named("whole").rewritePath(PathRewrite.prefix("/v2", "/lab")))
            .mirror(Mirror.to("httpbin").name("both").rewritePath(PathRewrite.regex("[0-9]+", "%")))
            .build();
    RuleSet rules = RuleSet.builder().rules(rule).registry(Given.httpbin()).build();

    assertThat(rules.explain(get("http://httpbin/v1/a%20b?x=%2F")))
        .contains("selected, the copy goes to http://whole/lab/a%20b?x=%2F\n")
        .contains("mirror both: 100 % to httpbin: selected, but the path that is rewritten");
    assertThat(rules.explain(get("http://httpbin/other")))
        .contains("selected, the copy goes to http://whole/other\n")
        .contains("the copy goes to http://v1:8000/other or http://v2:8000/other\n");
  }

  @Test
  void explainingTakesNoTurnOfAnEndpoint() {
    RuleSet rules =
        RuleSet.builder()
            .rules(rule("rule").mirror(Mirror.to("httpbin")).build())
            .registry(Given.httpbin())
            .build();
    String before = rules.explain(get("http://httpbin/"));

    assertThat(rules.mirrors().get(0).address(URI.create("http://httpbin/")))
        .contains(URI.create("http://v1:8000/"));
    assertThat(rules.explain(get("http://httpbin/"))).isEqualTo(before);
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
  void ofFiveRulesForOtherHostsAllAreNamed() {
    RouteRule[] five =
        IntStream.range(0, 5)
            .mapToObj(i -> RouteRule.builder("r" + i).destination("*.h" + i + ".example").build())
            .toArray(RouteRule[]::new);

    assertThat(rules(five).explain(get("http://other/")))
        .contains("- r4 is for *.h4.example\nno rule matches")
        .doesNotContain("and so on", "source:");
  }

  @Test
  void weightsThatTotalAnythingElseAreShownAsTheyAre() {
    RouteRule relative = rule("rule").relativeWeights().route(V1, 2).route(V2, 1).build();
    RouteRule whole = rule("rule").relativeWeights().route(V1, 60).route(V2, 40).build();
    RouteRule single = rule("rule").relativeWeights().route(V1, 7).build();

    assertThat(rules(relative).explain(get("http://httpbin/")))
        .contains("primary: 2 of 3 to httpbin{version=v1}", "primary: 1 of 3 to");
    assertThat(rules(whole).explain(get("http://httpbin/")))
        .contains("primary: 60 % to httpbin{version=v1}", "primary: 40 % to");
    assertThat(rules(single).explain(get("http://httpbin/"))).contains("primary: 100 % to");
  }

  @Test
  void whatChangesThePrimary() {
    PrimaryEdits edits =
        PrimaryEdits.none()
            .rewritePath(PathRewrite.prefix("/v1", "/v2"))
            .authority("orders.example.com")
            .setHeader("x-a", "1")
            .timeout(Duration.ofSeconds(2));

    assertThat(rules(rule("rule").primary(edits).build()).explain(get("http://httpbin/v1")))
        .contains("    primary: path rewritten by ")
        .contains("    primary: host orders.example.com, where the JVM allows the header\n")
        .contains("    primary: header changed by ")
        .contains("    primary: timeout PT2S, unless the request has a shorter one\n");
    assertThat(rules(rule("rule").build()).explain(get("http://httpbin/")))
        .doesNotContain("rewritten", "primary: host", "header", "timeout");
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
  void everyMatchIsExplainedInItsOwnPlace() {
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
  void aPatternThatIsFoundButDoesNotMatchSaysThatTheWholeTextMust() {
    RuleSet rules =
        rules(
            rule("part", Match.builder().uri(regex("/orders"))),
            rule("none", Match.builder().uri(regex("/stock"))),
            rule("value", Match.builder().header("x-user", regex("^a"))));

    assertThat(rules.explain(get("http://httpbin/orders/1", "x-user", "anna")))
        .contains(
            "uri is \"/orders/1\" (expected: regex \"/orders\", which the whole text must match)\n",
            "uri is \"/orders/1\" (expected: regex \"/stock\")\n",
            "header x-user is \"anna\" (expected: regex \"^a\", which the whole text must match)\n");
  }

  /** To look for a pattern inside of a text takes longer than to match it. */
  @Test
  void aTextOfMoreThan1000CharactersIsNotSearchedForAHint() {
    RuleSet rules = rules(rule("rule", Match.builder().header("x", regex("a"))));

    assertThat(rules.explain(get("http://httpbin/", "x", "a".repeat(1_000))))
        .contains("which the whole text must match");
    assertThat(rules.explain(get("http://httpbin/", "x", "a".repeat(1_001))))
        .contains("does not match")
        .doesNotContain("which the whole text must match");
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

  @Test
  void rulesOfOneNameAreToldApartByTheirNamespaces() {
    RuleSet rules =
        RuleSet.builder()
            .rules(
                RouteRule.builder("menu").namespace("a").destination("menu.b").build(),
                RouteRule.builder("menu").namespace("b").destination("menu").build(),
                RouteRule.builder("other").namespace("b").destination("menu").build())
            .build();

    assertThat(rules.explain(RequestFacts.of("GET", URI.create("http://menu.b/"))))
        .contains("- a/menu (precedence 0): wins")
        .contains("- b/menu (precedence 0): not tried, a/menu came first")
        .contains("- other (precedence 0): not tried, a/menu came first");
  }

  @Test
  void aShortNameIsNoHostOfClientsInOtherNamespaces() {
    RuleSet rules =
        RuleSet.builder()
            .source(new Source(null, "web", Labels.none()))
            .rules(RouteRule.builder("menu").destination("menu").build())
            .build();

    assertThat(rules.explain(RequestFacts.of("GET", URI.create("http://menu/"))))
        .contains("0 of 1 rules are for it", "- menu is for menu.default, menu.default.svc, ");
  }
}

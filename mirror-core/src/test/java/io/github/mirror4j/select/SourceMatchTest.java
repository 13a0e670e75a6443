package io.github.mirror4j.select;

import static io.github.mirror4j.select.Given.get;
import static io.github.mirror4j.select.Given.rule;
import static io.github.mirror4j.select.Given.winner;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.rule.Source;
import io.github.mirror4j.rule.StringMatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The source is the identity that the client was built with, never a value of the request. */
class SourceMatchTest {

  private static final Labels V1_PROD = Labels.of("version", "v1", "stage", "prod");

  private static boolean applies(Source condition, @Nullable Source identity) {
    RouteRule rule = rule("rule", Match.builder().source(condition));
    RuleSet.Builder builder = RuleSet.builder().rules(rule);
    RuleSet rules = identity == null ? builder.build() : builder.source(identity).build();
    return !winner(rules, get("http://httpbin.default/")).isEmpty();
  }

  private static Source inNamespace(String namespace) {
    return new Source(null, namespace, Labels.none());
  }

  @Test
  void theSameServiceMeetsTheCondition() {
    assertThat(applies(Source.of("frontend"), Source.of("frontend"))).isTrue();
    assertThat(applies(Source.of("frontend"), Source.of("backend"))).isFalse();
  }

  @Test
  void aServiceIsTheSameUnderItsShortAndItsWholeName() {
    Source whole = Source.of("frontend.default.svc.cluster.local");

    assertThat(applies(Source.of("frontend"), whole)).isTrue();
    assertThat(applies(whole, Source.of("frontend"))).isTrue();
  }

  @Test
  void theCallerMustCarryAllLabelsOfTheCondition() {
    assertThat(applies(Source.of("frontend", Given.V1), Source.of("frontend", V1_PROD))).isTrue();
    assertThat(applies(Source.of("frontend", V1_PROD), Source.of("frontend", Given.V1))).isFalse();
    assertThat(applies(Source.of("frontend", Given.V2), Source.of("frontend", V1_PROD))).isFalse();
  }

  @Test
  void labelsAloneAreACondition() {
    Source anyV1 = new Source(null, null, Given.V1);

    assertThat(applies(anyV1, Source.of("frontend", V1_PROD))).isTrue();
    assertThat(applies(anyV1, Source.of("frontend"))).isFalse();
  }

  @Test
  void theNamespaceAloneIsACondition() {
    Source web = new Source(ServiceRef.of("web").inNamespace("prod"), null, Labels.none());

    assertThat(applies(inNamespace("prod"), web)).isTrue();
    assertThat(applies(inNamespace("prod"), inNamespace("prod"))).isTrue();
    assertThat(applies(inNamespace("prod"), Source.of("web"))).isFalse();
    assertThat(applies(inNamespace("default"), Source.of("web"))).isTrue();
  }

  @Test
  void theIdentitysNamespaceIsThatOfItsShortName() {
    Source condition = new Source(ServiceRef.of("web").inNamespace("prod"), null, Labels.none());
    Source identity = new Source(ServiceRef.of("web"), "prod", Labels.none());

    assertThat(applies(condition, identity)).isTrue();
    assertThat(applies(Source.of("web"), identity)).isFalse();
  }

  @Test
  void aShortNameInTheConditionIsInTheRulesNamespace() {
    Match match = Match.builder().source(Source.of("web")).build();
    RouteRule rule =
        RouteRule.builder("rule").namespace("prod").destination("httpbin").match(match).build();
    Source prod = new Source(ServiceRef.of("web").inNamespace("prod"), null, Labels.none());
    RequestFacts facts = get("http://httpbin.prod/");

    assertThat(winner(RuleSet.builder().rules(rule).source(prod).build(), facts)).isEqualTo("rule");
    assertThat(winner(RuleSet.builder().rules(rule).source(Source.of("web")).build(), facts))
        .isEmpty();
  }

  @Test
  void aClientWithoutIdentityMeetsNoCondition() {
    assertThat(applies(Source.of("frontend"), null)).isFalse();
    assertThat(applies(new Source(null, null, Labels.none()), null)).isFalse();
  }

  @Test
  void aSourceDoesNotHideTheRulesOtherMatches() {
    Match frontend = Match.builder().source(Source.of("frontend")).build();
    Match beta = Match.builder().header("x-beta", StringMatch.present()).build();
    RuleSet rules =
        RuleSet.builder()
            .rules(rule("rule").match(frontend).match(beta).build())
            .source(Source.of("backend"))
            .build();

    assertThat(winner(rules, get("http://httpbin/", "x-beta", "1"))).isEqualTo("rule");
    assertThat(winner(rules, get("http://httpbin/"))).isEmpty();
  }
}

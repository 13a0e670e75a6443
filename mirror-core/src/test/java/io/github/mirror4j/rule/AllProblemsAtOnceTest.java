package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllProblemsAtOnceTest {

  private static InvalidConfigurationException refusal(RouteRule.Builder rule) {
    return catchThrowableOfType(InvalidConfigurationException.class, rule::build);
  }

  @Test
  void everyProblemOfARuleIsInOneExceptionOneALine() {
    RouteRule.Builder rule =
        RouteRule.builder("Orders")
            .match(Match.builder().header("X", StringMatch.regex("")).build())
            .route(Labels.none(), -1)
            .route(Labels.none(), 101)
            .mirror(Mirror.to("a").percentage(-1));

    assertThatThrownBy(rule::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            rule "Orders": 7 problems
              name: "Orders" (expected: a domain name: labels of [a-z0-9-] separated by dots, \
            first and last not '-', at most 253 characters)
              destination: missing (expected: a service, or "*" for every host)
              match[0].headers: "X" (expected: a header name in lower case that is not empty)
              match[0].headers.X: "" (expected: an RE2 pattern that is not empty)
              route[0].weight: -1 (expected: 0 to 100)
              route[1].weight: 101 (expected: 0 to 100)
              mirror[0].percentage: -1.0 (expected: 0 to 100)""");
  }

  @Test
  void oneProblemIsNoPlural() {
    assertThat(refusal(RouteRule.builder("r"))).hasMessageStartingWith("rule \"r\": 1 problem\n");
  }

  @Test
  void weightsThatOverflowAnIntDoNotTotalOneHundred() {
    RouteRule.Builder rule = RouteRule.builder("r").destination("a");
    for (int weight : new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, 102}) {
      rule.route(Labels.none(), weight);
    }

    assertThat(refusal(rule).problems())
        .contains(new Problem("route", "weights total 4294967396", "weights that total 100"));
  }

  @Test
  void twoMirrorsOfOneRuleNeedTwoNames() {
    RouteRule.Builder rule =
        RouteRule.builder("r").destination("a").mirror(Mirror.to("b")).mirror(Mirror.to("b"));

    assertThat(refusal(rule).problems())
        .extracting(Problem::toString)
        .containsExactly(
            "mirror[1].name: \"b\" (expected: a name that no other mirror of the rule has"
                + " (Mirror.name))");
  }

  @Test
  void aRuleHasAtMostSixteenMirrorsAndAThousandMatches() {
    RouteRule.Builder rule = RouteRule.builder("r").destination("a");
    for (int i = 0; i < 17; i++) {
      rule.mirror(Mirror.to("b").name("m" + i));
    }
    for (int i = 0; i < 1001; i++) {
      rule.match(Match.builder().build());
    }

    assertThat(refusal(rule).problems())
        .extracting(Problem::toString)
        .containsExactly(
            "match: 1001 entries (expected: at most 1000)",
            "mirror: 17 entries (expected: at most 16)");
  }

  @Test
  void aTextFromOutsideForgesNoLineAndFloodsNoLog() {
    String hostile = "a\nERROR forged\r\u0000" + "x".repeat(100_000);
    Match match = Match.builder().header(hostile, StringMatch.regex("(" + hostile)).build();
    RouteRule.Builder rule =
        RouteRule.builder(hostile)
            .destination(hostile)
            .match(match)
            .match(Match.builder().method(StringMatch.pathPrefix(hostile)).build())
            .route(Labels.of(hostile, hostile), 100)
            .mirror(Mirror.to(hostile).name(hostile));

    String message = String.valueOf(refusal(rule).getMessage());

    assertThat(message.lines().skip(1)).allMatch(line -> line.startsWith("  "));
    assertThat(message).doesNotContain("\r", "\u0000").hasSizeLessThan(20_000);
  }

  @Test
  void aPasswordInAMirrorsAddressIsNotShown() {
    Mirror mirror = Mirror.to(URI.create("http://user:secret@host"));
    RouteRule.Builder rule = RouteRule.builder("r").destination("a").mirror(mirror).mirror(mirror);

    assertThat(refusal(rule)).message().doesNotContain("secret");
    assertThat(mirror.toString()).doesNotContain("secret");
  }

  @Test
  void thereIsNoExceptionWithoutAProblem() {
    assertThatThrownBy(() -> new InvalidConfigurationException("rule", List.of()))
        .hasMessage("problems: empty (expected: at least one)");
  }
}

package io.github.mirror4j.select;

import static io.github.mirror4j.rule.StringMatch.not;
import static io.github.mirror4j.rule.StringMatch.regex;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.StringMatch;
import io.github.mirror4j.select.pattern.WorkBudget;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All patterns of one request together have a limit, and what is beyond it is never guessed. */
class PatternWorkTest {

  private static final String HOSTILE = "(.*x){400}y";
  private static final RequestFacts LONG = Given.get("http://httpbin/api", "x", "x".repeat(8_192));

  private static RouteRule rule(String name, Match.Builder... matches) {
    RouteRule.Builder rule =
        RouteRule.builder(name)
            .destination("httpbin")
            .route(Given.V1, 100)
            .mirror(Mirror.to(URI.create("http://v2")));
    for (Match.Builder match : matches) {
      rule.match(match.build());
    }
    return rule.build();
  }

  private static RuleSet rules(RouteRule... rules) {
    return RuleSet.builder().rules(rules).registry(Given.httpbin()).build();
  }

  private static Match.Builder header(StringMatch match) {
    return Match.builder().header("x", match);
  }

  @Test
  void aRuleThatIsNotDecidedDoesNotApply() {
    for (StringMatch match :
        List.of(regex(HOSTILE), not(regex(HOSTILE)), not(not(regex(HOSTILE))))) {
      Selection selection = rules(rule("r", header(match))).select(LONG);

      assertThat(selection.isEmpty()).isTrue();
      assertThat(selection.rule()).isEmpty();
      assertThat(selection.undecided()).get().extracting(RouteRule::name).isEqualTo("r");
    }
  }

  @Test
  void theNextOneRoutesThePrimaryButIsNotMirrored() {
    Selection selection =
        rules(rule("a", header(regex(HOSTILE))), rule("b")).select(LONG, Given.NO_CHANCE);

    assertThat(selection.rule()).get().extracting(RouteRule::name).isEqualTo("b");
    assertThat(selection.endpoint()).get().hasToString("http://v1:8000{version=v1}");
    assertThat(selection.mirrors()).isEmpty();
    assertThat(selection.undecided()).get().extracting(RouteRule::name).isEqualTo("a");
  }

  @Test
  void aRuleBeforeItIsMirroredAsEver() {
    Selection selection = rules(rule("a"), rule("b", header(regex(HOSTILE)))).select(LONG);

    assertThat(selection.mirrors()).hasSize(1);
    assertThat(selection.undecided()).isEmpty();
  }

  @Test
  void whatIsClearWithoutThePatternIsDecided() {
    Match.Builder fails = header(regex(HOSTILE)).method(StringMatch.exact("POST"));
    Match.Builder holds = Match.builder().uri(StringMatch.exact("/api"));

    assertThat(rules(rule("r", fails)).select(LONG).undecided()).isEmpty();
    assertThat(rules(rule("r", header(regex(HOSTILE)), holds)).select(LONG).mirrors()).hasSize(1);
    assertThat(rules(rule("r", header(regex(HOSTILE)), holds)).select(LONG).undecided()).isEmpty();
  }

  @Test
  void aMatchThatFailsDecidesNothingForTheOthers() {
    Match.Builder other = Match.builder().uri(StringMatch.exact("/other"));

    assertThat(rules(rule("r", header(regex(HOSTILE)), other)).select(LONG).undecided())
        .isPresent();
    assertThat(rules(rule("r", other, header(regex(HOSTILE)))).select(LONG).undecided())
        .isPresent();
  }

  @Test
  void ofSeveralThatAreNotDecidedTheFirstIsNamed() {
    RuleSet rules =
        rules(rule("a", header(regex(HOSTILE))), rule("b", header(regex(HOSTILE))), rule("c"));

    assertThat(rules.select(LONG).undecided()).get().extracting(RouteRule::name).isEqualTo("a");
    assertThat(rules.explain(LONG)).contains("no copies, since a might have won");
  }

  @Test
  void aWiderRuleOfAnotherListThatComesFirstDecides() {
    RouteRule first =
        RouteRule.builder("a")
            .destination("*")
            .precedence(1)
            .mirror(Mirror.to(URI.create("http://v2")))
            .build();
    Selection selection = rules(first, rule("b", header(regex(HOSTILE)))).select(LONG);

    assertThat(selection.rule()).get().extracting(RouteRule::name).isEqualTo("a");
    assertThat(selection.mirrors()).hasSize(1);
    assertThat(selection.undecided()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/x%d/.*", ".*x%d.*", "(.*%d){3}", "(.*x){%d}y", "[a-z]*%d", "(\\pL*%d)*"})
  void manyPatternsOfOneHostTakeNoMoreThanTheLimit(String pattern) {
    List<RouteRule> rules = new ArrayList<>();
    for (int i = 1; i <= 300; i++) {
      rules.add(rule("r" + i, header(regex(pattern.formatted(i)))));
    }
    RuleSet set = rules(rules.toArray(RouteRule[]::new));

    RuleSearch search = set.search(LONG);

    assertThat(search.work().taken()).isLessThanOrEqualTo(WorkBudget.LIMIT);
  }

  @Test
  void queriesThatAreReadOverAndOverCountToo() {
    List<RouteRule> rules = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      StringMatch match = StringMatch.exact("" + i);
      rules.add(rule("r" + i, Match.builder().queryParameter("q", match)));
    }
    RuleSet set = rules(rules.toArray(RouteRule[]::new));

    Selection selection = set.select(Given.get("http://httpbin/?" + "&".repeat(8_000) + "q=298"));

    assertThat(selection.undecided()).isPresent();
    assertThat(set.select(Given.get("http://httpbin/?a=1&q=298")).mirrors()).hasSize(1);
  }

  @Test
  void ordinaryTextsAreDecidedByAThousandPatternsOfOneHost() {
    List<RouteRule> rules = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      rules.add(rule("r" + i, Match.builder().uri(regex(".*/tenants/t" + i + "/.*"))));
    }
    RuleSet set = rules(rules.toArray(RouteRule[]::new));

    Selection selection =
        set.select(Given.get("http://httpbin/api/v1/tenants/t998/orders/4711/lines/1"));

    assertThat(selection.rule()).get().extracting(RouteRule::name).isEqualTo("r998");
    assertThat(selection.mirrors()).hasSize(1);
  }

  @Test
  void anExplanationSaysIt() {
    String explained = rules(rule("a", header(regex(HOSTILE))), rule("b")).explain(LONG);

    assertThat(explained)
        .contains("- a (precedence 0): does not apply, its patterns take more work than a request")
        .contains("- b (precedence 0): wins")
        .contains("no copies, since a might have won");
  }
}

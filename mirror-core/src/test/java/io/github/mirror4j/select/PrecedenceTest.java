package io.github.mirror4j.select;

import static io.github.mirror4j.select.Given.get;
import static io.github.mirror4j.select.Given.rule;
import static io.github.mirror4j.select.Given.rules;
import static io.github.mirror4j.select.Given.winner;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.StringMatch;
import org.junit.jupiter.api.Test;

class PrecedenceTest {

  private static final RequestFacts REQUEST = get("http://httpbin/headers");

  @Test
  void theHigherPrecedenceWinsWhateverTheOrderGiven() {
    RouteRule low = rule("a-low").precedence(1).build();
    RouteRule high = rule("z-high").precedence(2).build();

    assertThat(winner(rules(low, high), REQUEST)).isEqualTo("z-high");
    assertThat(winner(rules(high, low), REQUEST)).isEqualTo("z-high");
  }

  @Test
  void aRuleWithoutPrecedenceHasZero() {
    RouteRule none = rule("a-none").build();
    RouteRule one = rule("b-one").precedence(1).build();
    RouteRule negative = rule("c-negative").precedence(-1).build();

    assertThat(rules(negative, one, none).rules()).containsExactly(one, none, negative);
  }

  @Test
  void anyIntIsAPrecedence() {
    RouteRule least = rule("a-least").precedence(Integer.MIN_VALUE).build();
    RouteRule greatest = rule("b-greatest").precedence(Integer.MAX_VALUE).build();

    assertThat(rules(least, greatest).rules()).containsExactly(greatest, least);
  }

  @Test
  void amongEqualPrecedencesTheNameDecidesAlphabetically() {
    RouteRule b = rule("b").precedence(3).build();
    RouteRule a = rule("a").precedence(3).build();

    assertThat(winner(rules(b, a), REQUEST)).isEqualTo("a");
  }

  @Test
  void amongEqualNamesTheNamespaceDecides() {
    RouteRule prod = rule("same").namespace("prod").build();
    RouteRule dev = rule("same").namespace("dev").build();

    assertThat(rules(prod, dev).rules()).containsExactly(dev, prod);
  }

  @Test
  void aRuleThatDoesNotMatchLetsTheNextOneWin() {
    Match post = Match.builder().method(StringMatch.exact("POST")).build();
    RouteRule high = rule("high").precedence(2).match(post).build();
    RouteRule low = rule("low").precedence(1).build();

    assertThat(winner(rules(high, low), REQUEST)).isEqualTo("low");
  }

  @Test
  void theWinnerAppliesAloneAndNothingIsMergedIntoIt() {
    RouteRule high = rule("high").precedence(2).build();
    RouteRule low = rule("low").precedence(1).mirror(Mirror.to("shadow")).build();
    RuleSet rules = Mirrors.withShadow(high, low);

    Selection selection = rules.select(REQUEST);

    assertThat(selection.rule()).contains(high);
    assertThat(selection.mirrors()).isEmpty();
    assertThat(selection.isEmpty()).isTrue();
  }

  @Test
  void precedenceDecidesBetweenExactAndWildcardHostsToo() {
    RouteRule exact = rule("exact").precedence(1).build();
    RouteRule all = RouteRule.builder("all").destination("*").precedence(2).build();

    assertThat(winner(rules(exact, all), REQUEST)).isEqualTo("all");
  }

  @Test
  void noRuleLeavesTheRequestAlone() {
    Selection selection = rules().select(REQUEST);

    assertThat(selection.rule()).isEmpty();
    assertThat(selection.isEmpty()).isTrue();
  }
}

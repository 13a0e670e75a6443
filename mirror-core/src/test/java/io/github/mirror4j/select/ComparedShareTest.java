package io.github.mirror4j.select;

import static io.github.mirror4j.select.Given.get;
import static io.github.mirror4j.select.Given.rule;
import static io.github.mirror4j.select.Given.rules;
import static io.github.mirror4j.select.Mirrors.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.SamplingKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Which requests are compared, and which have a baseline: shares nested in one draw. */
class ComparedShareTest {

  private static final int REQUESTS = 20_000;

  private final Mirror half = named("v2").percentage(50);

  @Test
  void whatIsComparedIsCopiedAndWhatHasABaselineIsCompared() {
    RuleSet rules = withMirror(half.compare(Comparison.withBaseline(40).percentage(20).build()));

    List<Integer> copied = requests(rules, (selection, mirror) -> true);
    List<Integer> compared = requests(rules, Selection::isCompared);
    List<Integer> withBaseline = requests(rules, Selection::hasBaseline);

    assertThat(copied).containsAll(compared).hasSizeBetween(9_600, 10_400);
    assertThat(compared).containsAll(withBaseline).hasSizeBetween(1_800, 2_200);
    assertThat(withBaseline).hasSizeBetween(680, 920);
  }

  @Test
  void fivePercentAreASubsetOfTen() {
    Collection<Integer> five = compared(5);
    Collection<Integer> ten = compared(10);
    assertThat(five).isNotEmpty();
    assertThat(ten).containsAll(five).hasSizeGreaterThan(five.size());

    Collection<Integer> fewBaselines = baselines(5);
    Collection<Integer> moreBaselines = baselines(10);
    assertThat(fewBaselines).isNotEmpty();
    assertThat(moreBaselines).containsAll(fewBaselines).hasSizeGreaterThan(fewBaselines.size());
  }

  @Test
  void aKeyDecidesAloneAndSoInEveryProcess() {
    Mirror all = named("v2");
    RuleSet rules =
        rules(
            rule("r")
                .samplingKey(SamplingKey.header("x-user"))
                .mirror(all.compare(Comparison.withBaseline(50).percentage(40).build()))
                .build());
    // Draws of 1,000,000, see KeyedDrawTest: jason 27450, user-1 149536, alice@example.com 75831,
    // 4f9c2b1e-… 905129, a 527285. Below 400,000 is compared, below 200,000 has a baseline.
    assertThat(keyed(rules, "jason")).isEqualTo("compared with baseline");
    assertThat(keyed(rules, "user-1")).isEqualTo("compared with baseline");
    assertThat(keyed(rules, "a")).isEqualTo("copied");
    assertThat(keyed(rules, "alice@example.com")).isEqualTo("compared with baseline");
    assertThat(keyed(rules, "4f9c2b1e-7a58-4d8e-9d0a-3c2f6b1e8a77")).isEqualTo("copied");
    // A mirror of 3 % copies jason's requests, compares 2.8 % and sends 2.6 % as a baseline.
    Comparison most = Comparison.withBaseline(93).percentage(93.4).build();
    RuleSet few =
        rules(
            rule("r")
                .samplingKey(SamplingKey.header("x-user"))
                .mirror(named("v2").percentage(3).compare(most))
                .build());
    assertThat(keyed(few, "jason")).isEqualTo("compared");
  }

  @Test
  void chanceIsNotAskedWhereEverythingIsCompared() {
    RuleSet rules = withMirror(named("v2").compare(Comparison.withBaseline(100).build()));
    Selection selection = rules.select(get("http://httpbin/"), Given.NO_CHANCE);
    assertThat(selection.hasBaseline(rules.mirrors().get(0))).isTrue();
  }

  @Test
  void onlyMethodsThatAreComparedCountAndOnlySafeOnesHaveABaseline() {
    RuleSet rules =
        withMirror(named("v2").compare(Comparison.withBaseline(100).methods("POST").build()));
    assertThat(byMethod(rules, "GET")).isEqualTo("compared with baseline");
    assertThat(byMethod(rules, "HEAD")).isEqualTo("compared with baseline");
    assertThat(byMethod(rules, "POST")).isEqualTo("compared");
    assertThat(byMethod(rules, "PUT")).isEqualTo("copied");
  }

  @Test
  void eachMirrorOfARuleHasAComparisonOfItsOwn() {
    RuleSet rules =
        rules(
            rule("r")
                .mirror(named("plain"))
                .mirror(named("bare").compare(Comparison.withoutBaseline().build()))
                .mirror(named("full").compare(Comparison.withBaseline(100).build()))
                .build());
    Selection selection = rules.select(get("http://httpbin/"));
    assertThat(rules.mirrors())
        .extracting(mirror -> state(selection, mirror))
        .containsExactly("copied", "compared", "compared with baseline");
  }

  @Test
  void aRuleWithoutAComparisonIsSelectedWithoutAnythingNew() {
    RuleSet rules = withMirror(named("v2"));
    Selection first = rules.select(get("http://httpbin/"), Given.NO_CHANCE);
    assertThat(rules.select(get("http://httpbin/other"), Given.NO_CHANCE)).isSameAs(first);
    assertThat(state(first, rules.mirrors().get(0))).isEqualTo("copied");
  }

  private Collection<Integer> compared(double percent) {
    Comparison comparison = Comparison.withoutBaseline().percentage(percent).build();
    return requests(withMirror(half.compare(comparison)), Selection::isCompared);
  }

  private Collection<Integer> baselines(double percent) {
    Comparison comparison = Comparison.withBaseline(percent).build();
    return requests(withMirror(half.compare(comparison)), Selection::hasBaseline);
  }

  /** Returns the numbers of the requests, of the same series each time, for which this holds. */
  private static List<Integer> requests(
      RuleSet rules, BiPredicate<Selection, RuleMirror> condition) {
    RandomGenerator series = new SplittableRandom(7);
    RuleMirror mirror = rules.mirrors().get(0);
    IntFunction<Selection> select = i -> rules.select(get("http://httpbin/" + i), series);
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      Selection selection = select.apply(i);
      if (selection.mirrors().contains(mirror) && condition.test(selection, mirror)) {
        found.add(i);
      } else if (selection.mirrors().isEmpty()) {
        assertThat(selection.isCompared(mirror)).isFalse();
      }
    }
    return found;
  }

  private static String keyed(RuleSet rules, String user) {
    RequestFacts facts = get("http://httpbin/", "x-user", user);
    return state(rules.select(facts, Given.NO_CHANCE), rules.mirrors().get(0));
  }

  private static String byMethod(RuleSet rules, String method) {
    RequestFacts facts = RequestFacts.of(method, URI.create("http://httpbin/"));
    return state(rules.select(facts), rules.mirrors().get(0));
  }

  private static String state(Selection selection, RuleMirror mirror) {
    assertThat(selection.mirrors()).contains(mirror);
    if (!selection.isCompared(mirror)) {
      assertThat(selection.hasBaseline(mirror)).isFalse();
      return "copied";
    }
    return selection.hasBaseline(mirror) ? "compared with baseline" : "compared";
  }

  private static RuleSet withMirror(Mirror mirror) {
    return rules(rule("r").mirror(mirror).build());
  }
}

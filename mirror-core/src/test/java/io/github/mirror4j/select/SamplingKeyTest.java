package io.github.mirror4j.select;

import static io.github.mirror4j.select.Given.NO_CHANCE;
import static io.github.mirror4j.select.Given.copies;
import static io.github.mirror4j.select.Given.get;
import static io.github.mirror4j.select.Given.rule;
import static io.github.mirror4j.select.Given.rules;
import static io.github.mirror4j.select.Mirrors.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mirror4j.rule.SamplingKey;
import io.github.mirror4j.rule.SamplingKey.Missing;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Same key, same verdict. */
class SamplingKeyTest {

  private static RuleSet keyed(SamplingKey key) {
    return rules(
        rule("rule")
            .samplingKey(key)
            .mirror(named("all"))
            .mirror(named("almost").percentage(99.9999))
            .mirror(named("half").percentage(50))
            .mirror(named("ten").percentage(10))
            .mirror(named("five").percentage(5))
            .mirror(named("one").percentage(0.0001))
            .mirror(named("none").percentage(0))
            .build());
  }

  private static RequestFacts of(String user) {
    return get("http://httpbin/", "x-user", user);
  }

  @Test
  void theSameKeyHasTheSameVerdictInEveryRuleSetAndAsksNoChance() {
    RuleSet one = keyed(SamplingKey.header("x-user"));
    RuleSet other = keyed(SamplingKey.header("X-User"));

    for (int i = 0; i < 10_000; i++) {
      RequestFacts facts = of("user-" + i);
      assertThat(copies(one, facts, NO_CHANCE)).isEqualTo(copies(other, facts, NO_CHANCE));
    }
  }

  @Test
  void fivePercentIsInsideTenPercentIsInsideAll() {
    RuleSet rules = keyed(SamplingKey.header("x-user"));

    assertThat(IntStream.range(0, 10_000).mapToObj(i -> copies(rules, of("u" + i), NO_CHANCE)))
        .allMatch(copies -> copies.contains("all") && !copies.contains("none"))
        .allMatch(copies -> copies.contains("ten") || !copies.contains("five"))
        .allMatch(copies -> copies.contains("half") || !copies.contains("ten"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%d", "user-%d", "00000000-0000-0000-0000-%012d", "%d@example.com"})
  void theShareOfManyKeysIsThePercentage(String pattern) {
    RuleSet rules = keyed(SamplingKey.header("x-user"));
    int n = 20_000;
    long hits =
        IntStream.range(0, n)
            .filter(i -> copies(rules, of(pattern.formatted(i)), NO_CHANCE).contains("ten"))
            .count();

    assertThat((double) hits).isCloseTo(n * 0.1, within(3 * Math.sqrt(n * 0.1 * 0.9)));
  }

  @Test
  void theKeyIsTheSameTextWhereverItIsFound() {
    for (int i = 0; i < 1_000; i++) {
      String key = "user-" + i;
      var byHeader = copies(keyed(SamplingKey.header("x-user")), of(key), NO_CHANCE);
      RequestFacts cookie = get("http://httpbin/", "Cookie", "a=b; sid=" + key + "; c=d");
      RequestFacts query = get("http://httpbin/?a=b&u=" + key);

      assertThat(copies(keyed(SamplingKey.cookie("sid")), cookie, NO_CHANCE)).isEqualTo(byHeader);
      assertThat(copies(keyed(SamplingKey.queryParameter("u")), query, NO_CHANCE))
          .isEqualTo(byHeader);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sid2=x", "xsid=x", "a=sid", "SID=x", "sid=", ""})
  void noOtherCookieIsTakenForTheKey(String cookies) {
    RuleSet rules = keyed(SamplingKey.cookie("sid").ifMissing(Missing.FIRST));

    assertThat(copies(rules, get("http://httpbin/", "Cookie", cookies), NO_CHANCE)).hasSize(6);
  }

  @Test
  void theFirstHeaderValueIsTheKey() {
    RuleSet rules = keyed(SamplingKey.header("x-user"));
    for (int i = 0; i < 1_000; i++) {
      RequestFacts two = get("http://httpbin/", "x-user", "user-" + i, "other");

      assertThat(copies(rules, two, NO_CHANCE))
          .isEqualTo(copies(rules, of("user-" + i), NO_CHANCE));
    }
  }

  @ParameterizedTest
  @EnumSource(SamplingKey.From.class)
  void withoutAKeyOnlyAMirrorOfAllGetsACopyByDefault(SamplingKey.From from) {
    RuleSet rules = keyed(new SamplingKey(from, "key", Missing.LAST));

    assertThat(copies(rules, get("http://httpbin/"), NO_CHANCE)).containsExactly("all");
    assertThat(SamplingKey.header("key").missing()).isEqualTo(Missing.LAST);
  }

  @Test
  void aMissingKeyMayComeFirstSoThatEveryMirrorOfMoreThanNoneGetsACopy() {
    RuleSet rules = keyed(SamplingKey.header("x-user").ifMissing(Missing.FIRST));

    assertThat(copies(rules, get("http://httpbin/"), NO_CHANCE))
        .containsExactly("all", "almost", "half", "ten", "five", "one");
  }

  @Test
  void aMissingKeyMayBeLeftToChance() {
    RuleSet rules = keyed(SamplingKey.header("x-user").ifMissing(Missing.RANDOM));
    SplittableRandom random = new SplittableRandom(7);

    assertThat(
            IntStream.range(0, 1_000)
                .filter(i -> copies(rules, get("http://httpbin/"), random).contains("half"))
                .count())
        .isBetween(453L, 547L);
  }

  @Test
  void anEmptyKeyIsAMissingKey() {
    assertThat(copies(keyed(SamplingKey.header("x-user")), of(""), NO_CHANCE))
        .containsExactly("all");
  }
}

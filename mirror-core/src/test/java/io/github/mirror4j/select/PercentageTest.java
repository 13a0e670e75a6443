package io.github.mirror4j.select;

import static io.github.mirror4j.select.Given.NO_CHANCE;
import static io.github.mirror4j.select.Given.copies;
import static io.github.mirror4j.select.Given.get;
import static io.github.mirror4j.select.Given.rule;
import static io.github.mirror4j.select.Given.rules;
import static io.github.mirror4j.select.Mirrors.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mirror4j.rule.Mirror;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentageTest {

  private static final RequestFacts REQUEST = get("http://httpbin/get");

  /** Chance that draws this number of millionths. */
  private static RandomGenerator drawing(int number) {
    // The high bits decide: the least number that gives this many millionths of the range.
    long bits =
        BigInteger.valueOf(number)
            .shiftLeft(64)
            .add(BigInteger.valueOf(999_999))
            .divide(BigInteger.valueOf(1_000_000))
            .longValue();
    return () -> bits;
  }

  private static RuleSet mirroring(Mirror... mirrors) {
    var builder = rule("rule");
    for (Mirror mirror : mirrors) {
      builder.mirror(mirror);
    }
    return rules(builder.build());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.5, 1, 5, 12.5, 50, 99, 99.9})
  void theShareOfCopiesIsThePercentage(double percent) {
    RuleSet rules = mirroring(named("v2").percentage(percent));
    RandomGenerator random = new SplittableRandom(42);
    int n = 100_000;
    int hits = 0;
    for (int i = 0; i < n; i++) {
      hits += copies(rules, REQUEST, random).size();
    }

    double p = percent / 100;
    assertThat((double) hits).isCloseTo(n * p, within(3 * Math.sqrt(n * p * (1 - p))));
  }

  @Test
  void withoutAPercentageEveryRequestIsCopiedAndNoChanceAsked() {
    assertThat(copies(mirroring(named("v2")), REQUEST, NO_CHANCE)).containsExactly("v2");
    assertThat(copies(mirroring(named("v2").percentage(100)), REQUEST, NO_CHANCE))
        .containsExactly("v2");
  }

  @Test
  void anExplicitZeroMeansNoneAndNoChanceIsAsked() {
    RuleSet none = mirroring(named("v2").percentage(0));

    assertThat(copies(none, REQUEST, NO_CHANCE)).isEmpty();
    assertThat(none.select(REQUEST).isEmpty()).isTrue();
  }

  @Test
  void oneInAMillionIsTheSmallestShare() {
    RuleSet rules = mirroring(named("v2").percentage(0.0001));

    assertThat(copies(rules, REQUEST, drawing(0))).containsExactly("v2");
    assertThat(copies(rules, REQUEST, drawing(1))).isEmpty();
  }

  @Test
  void allButOneInAMillionIsTheGreatestShareBelowAll() {
    RuleSet rules = mirroring(named("v2").percentage(99.9999));

    assertThat(copies(rules, REQUEST, drawing(999_998))).containsExactly("v2");
    assertThat(copies(rules, REQUEST, drawing(999_999))).isEmpty();
  }

  @Test
  void aFractionIsExact() {
    RuleSet rules = mirroring(named("v2").fraction(1, 8));

    assertThat(copies(rules, REQUEST, drawing(124_999))).containsExactly("v2");
    assertThat(copies(rules, REQUEST, drawing(125_000))).isEmpty();
  }

  @Test
  void oneDrawDecidesForAllMirrorsSoThatASmallerShareIsInsideAGreaterOne() {
    RuleSet rules =
        mirroring(named("all"), named("ten").percentage(10), named("five").percentage(5));

    assertThat(copies(rules, REQUEST, drawing(49_999))).containsExactly("all", "ten", "five");
    assertThat(copies(rules, REQUEST, drawing(50_000))).containsExactly("all", "ten");
    assertThat(copies(rules, REQUEST, drawing(99_999))).containsExactly("all", "ten");
    assertThat(copies(rules, REQUEST, drawing(100_000))).containsExactly("all");
  }

  @Test
  void withoutASeedChanceComesFromTheThread() {
    RuleSet half = mirroring(named("v2").percentage(50));
    List<Boolean> seen =
        java.util.stream.IntStream.range(0, 1_000)
            .mapToObj(i -> half.select(REQUEST).isEmpty())
            .distinct()
            .toList();

    assertThat(seen).containsExactlyInAnyOrder(true, false);
  }
}

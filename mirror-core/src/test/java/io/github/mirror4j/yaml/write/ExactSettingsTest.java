package io.github.mirror4j.yaml.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.PrimaryOutcome;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.yaml.RuleFiles;
import io.github.mirror4j.yaml.RuleWriter;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever times, rates and percentages a rule has, they are read back exactly. */
class ExactSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "PT0.001S, 1ms",
    "PT0.0015S, 1500000ns",
    "PT0.999999999S, 999999999ns",
    "PT1S, 1s",
    "PT1.001S, 1001ms",
    "PT1.000000001S, 1s1ns",
    "PT59M59.999999999S, 3599s999999999ns",
    "PT1H, 3600s"
  })
  void aTimeIsWrittenInUnitsThatAreRead(Duration time, String text) {
    Mirror mirror = mirror().timeout(time);

    assertThat(written(mirror).yaml()).contains("copy-timeout.0.0: \"" + text + "\"\n");
    assertThat(readBack(mirror).timeout()).contains(time);
  }

  @Test
  void allTimesOfAComparison() {
    Duration almost = Duration.ofHours(1).minusNanos(1);
    assertIsReadBack(
        Comparison.withBaseline(100)
            .slowerThan(Duration.ofNanos(1_234_567_891))
            .warmUp(almost, 1)
            .confirmAfter(Duration.ofNanos(1_000_000_001), Duration.ofMinutes(1).minusNanos(1))
            .repeatAfter(Duration.ofHours(24).minusNanos(1))
            .minimumSpan(Duration.ofDays(30).minusNanos(1))
            .maxCopyTime(almost));
  }

  @Test
  void aTimeOfACondition() {
    PrimaryOutcome slow = PrimaryOutcome.slowerThan(Duration.ofHours(1).minusNanos(1));

    assertThat(readBack(mirror().onlyAfter(slow)).primaryOutcome()).contains(slow);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 1.0 / 3, 2.5, 1e5 / 3, 999_999.9999999999, 1_000_000})
  void aRate(double perSecond) {
    assertThat(readBack(mirror().maxPerSecond(perSecond)).rateLimit())
        .isEqualTo(mirror().maxPerSecond(perSecond).rateLimit());
    assertThat(readBack(mirror().maxPerSecond(perSecond, 1_000_000)).rateLimit())
        .isEqualTo(mirror().maxPerSecond(perSecond, 1_000_000).rateLimit());
  }

  @Test
  void anyRate() {
    Random random = new Random(3);
    for (int i = 0; i < 50; i++) {
      aRate(0.001 + random.nextDouble());
      aRate(Math.nextUp(0.001 * (1 + i)));
    }
  }

  /** Every character that a value may have, within it. */
  @Test
  void anyValueOfAHeader() {
    Mirror mirror = mirror();
    for (char c = ' '; c <= 0xff; c++) {
      mirror = c == 0x7f ? mirror : mirror.addHeader("x", "a" + c + "b");
    }
    mirror = mirror.setHeader("x", "a\tb").setHeader("y", "").setHeader("z", "set a: b");

    assertThat(readBack(mirror).headerEdits()).isEqualTo(mirror.headerEdits());
  }

  @Test
  void anyPercentageOfAComparison() {
    Random random = new Random(5);
    for (int i = 0; i < 50; i++) {
      assertIsReadBack(
          Comparison.withBaseline(100 * random.nextDouble())
              .percentage(100 * random.nextDouble())
              .level(0.01 + 19 * random.nextDouble())
              .margin(Check.CONTENT, 0.1 + 99 * random.nextDouble())
              .margin(Check.ERRORS, (1 + i) / 100.0)
              .minimumCompared(100 * random.nextDouble())
              .minimumJudged(i / 10.0));
    }
  }

  private static void assertIsReadBack(Comparison.Builder settings) {
    Comparison comparison = settings.build();

    assertThat(readBack(mirror().compare(comparison)).comparison()).contains(comparison);
  }

  private static Mirror mirror() {
    return Mirror.to("next").name("next");
  }

  private static RuleWriter.Written written(Mirror mirror) {
    RouteRule rule = RouteRule.builder("orders").destination("orders").mirror(mirror).build();
    return RuleWriter.virtualServices(List.of(rule));
  }

  private static Mirror readBack(Mirror mirror) {
    return RuleFiles.parse("f", written(mirror).yaml()).rules().get(0).mirrors().get(0);
  }
}

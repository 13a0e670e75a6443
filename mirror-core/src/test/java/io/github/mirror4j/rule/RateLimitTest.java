package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTest {

  @ParameterizedTest
  @CsvSource({"50, 50", "0.5, 1", "1, 1", "2.5, 3", "1000000, 1000000"})
  void theDefaultBurstIsTheCopiesOfOneSecondAndAtLeastOne(double perSecond, int burst) {
    assertThat(RateLimit.of(perSecond).burst()).isEqualTo(burst);
    assertThat(Mirror.to("v2").maxPerSecond(perSecond).rateLimit())
        .contains(new RateLimit(perSecond, burst));
  }

  @ParameterizedTest
  @CsvSource({
    "50, 50, at most 50 a second",
    "0.001, 1, at most 0.001 a second",
    "1000000, 1000000, at most 1000000 a second",
    "2.5, 10, at most 2.5 a second in bursts of 10"
  })
  void theTextSaysWhatIsNotTheDefault(double perSecond, int burst, String text) {
    assertThat(new RateLimit(perSecond, burst)).hasToString(text);
    assertThat(Mirror.to("v2").maxPerSecond(perSecond, burst)).hasToString("100 % to v2, " + text);
  }
}

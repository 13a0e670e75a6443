package io.github.mirror4j.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A time that somebody set is shown as it was set, and two latencies that differ do not look alike.
 */
class TimeTextTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 ms",
    "PT1.999S, 1999 ms",
    "PT2S, 2 s",
    "PT2.5S, 2.5 s",
    "PT2.05S, 2.05 s",
    "PT20S, 20 s",
    "PT1M59.999S, 119.999 s",
    "PT2M, 2 min",
    "PT2M30S, 2 min 30 s",
    "PT1H, 60 min",
    "PT1H59M59S, 119 min 59 s",
    "PT2H, 2 h",
    "PT2H30M, 2 h 30 min",
    "PT47H59M59S, 47 h 59 min",
    "PT48H, 2 days",
    "PT289H, 12 days 1 h",
  })
  void isShownInTwoUnitsAtMost(Duration time, String text) {
    assertThat(TimeText.of(time)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT1.5S, 1 s",
    "PT119.9S, 119 s",
    "PT2M, 2 min",
    "PT1H59M59S, 119 min",
    "PT3H30M, 3 h",
    "PT47H59M, 47 h",
    "PT60H, 2 days",
  })
  void anEstimateIsShownInOneUnit(Duration time, String text) {
    assertThat(TimeText.about(time)).isEqualTo(text);
  }
}

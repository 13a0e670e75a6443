package io.github.mirror4j.yaml.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations are written as Go writes them: numbers, each with its unit. */
class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "0s, PT0S",
    "1h, PT1H",
    "1m, PT1M",
    "1s, PT1S",
    "1ms, PT0.001S",
    "1us, PT0.000001S",
    "1ns, PT0.000000001S",
    "1h2m3s4ms5us6ns, PT1H2M3.004005006S",
    "1s1s, PT2S",
    "1ms1m, PT1M0.001S",
    "1.5h, PT1H30M",
    "0.25m, PT15S",
    "1.000000001s, PT1.000000001S",
    "1500ms, PT1.5S",
    "90m, PT1H30M",
    "1s2s3s4s5s6s, PT21S",
    "999999999h, PT999999999H",
    "999999999.999999999s, PT999999999.999999999S"
  })
  void itsPartsAddUp(String text, Duration duration) {
    assertThat(Scalars.duration(text)).isEqualTo(duration);
  }

  @Test
  void whatIsLessThanANanosecondIsCut() {
    assertThat(Scalars.duration("1.9ns")).isEqualTo(Duration.ofNanos(1));
    assertThat(Scalars.duration("0.0009us")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "s",
        "-1s",
        "+1s",
        "1 s",
        " 1s",
        "1s ",
        "1S",
        "1d",
        "1.s",
        ".5s",
        "1,5s",
        "PT1S",
        "1s2",
        "1234567890s",
        "0.1234567890s",
        "1s2s3s4s5s6s7s"
      })
  void everythingElseIsNone(String text) {
    assertThat(Scalars.duration(text)).isNull();
  }
}

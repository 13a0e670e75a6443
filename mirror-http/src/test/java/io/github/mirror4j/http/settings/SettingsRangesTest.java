package io.github.mirror4j.http.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.send.ExchangeLimits;
import io.github.mirror4j.rule.Problem;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ends of the range of each setting, and one step beyond them. */
class SettingsRangesTest {

  private static final Duration NANO = Duration.ofNanos(1);
  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int GIB = 1 << 30;

  /** Checks one setting, while the others are right. */
  interface Setting<T> extends BiFunction<SettingsValidator, T, SettingsValidator> {}

  static Stream<Arguments> numbers() {
    return Stream.of(
        number("maxConcurrentCopies", 1, 10_000, (v, n) -> v.limits(inFlight(n.intValue(), 1))),
        number(
            "maxConcurrentCopiesInTotal",
            1,
            100_000,
            (v, n) -> v.limits(inFlight(1, n.intValue()))),
        number("bodyLimit", 0, GIB, (v, n) -> v.limits(bodies(n, 0))),
        number("maxWaitingCopies", 1, 100_000, (v, n) -> v.limits(waiting(n.intValue(), HOUR))),
        number("responseLimit", 0, GIB, (v, n) -> v.exchange(new ExchangeLimits(HOUR, n, HOUR))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void numbers(String name, long least, long most, Setting<Long> setting) {
    String expected = least + " to " + most;
    assertThat(problems(setting, least)).isEmpty();
    assertThat(problems(setting, most)).isEmpty();
    assertThat(problems(setting, least - 1))
        .containsExactly(new Problem(name, "" + (least - 1), expected));
    assertThat(problems(setting, most + 1))
        .containsExactly(new Problem(name, "" + (most + 1), expected));
  }

  @Test
  void theMemoryForBodiesMayBeAnything() {
    Setting<Long> bodyMemory = (v, n) -> v.limits(bodies(0, n));

    assertThat(problems(bodyMemory, 0L)).isEmpty();
    assertThat(problems(bodyMemory, Long.MAX_VALUE)).isEmpty();
    assertThat(problems(bodyMemory, -1L))
        .containsExactly(new Problem("bodyMemory", "-1", "at least 0"));
  }

  static Stream<Arguments> times() {
    Duration second = Duration.ofSeconds(1);
    return Stream.of(
        time("maxWaitingTime", MILLISECOND, HOUR, (v, t) -> v.limits(waiting(1, t))),
        time("backOff.first", MILLISECOND, HOUR, (v, t) -> v.recovery(backOff(t, t))),
        time("backOff.longest", second, HOUR, (v, t) -> v.recovery(backOff(second, t))),
        time("slowStart", Duration.ZERO, HOUR, (v, t) -> v.recovery(slowStart(t))),
        time(
            "responseBodyTimeout",
            MILLISECOND,
            HOUR,
            (v, t) -> v.exchange(new ExchangeLimits(HOUR, 0, t))),
        time(
            "copyTimeout", MILLISECOND, HOUR, (v, t) -> v.exchange(new ExchangeLimits(t, 0, HOUR))),
        time("evidenceInterval", second, HOUR, (v, t) -> v.evidence(null, t)),
        time("closeGrace", Duration.ZERO, Duration.ofMinutes(1), SettingsValidator::closeGrace));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void times(String name, Duration least, Duration most, Setting<Duration> setting) {
    assertThat(problems(setting, least)).isEmpty();
    assertThat(problems(setting, most)).isEmpty();
    for (Duration beyond : List.of(least.minus(NANO), most.plus(NANO))) {
      assertThat(problems(setting, beyond))
          .contains(new Problem(name, beyond.toString(), least + " to " + most));
    }
  }

  static Stream<Arguments> rates() {
    return Stream.of(
        rate("maxBaselinesPerSecond", 0.01, 1_000_000, (v, rate) -> v.baselines(rate, 1)),
        rate("maxBaselineShare", 0.01, 1_000, (v, rate) -> v.baselines(1, rate)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void rates(String name, double least, double most, Setting<Double> setting) {
    assertThat(problems(setting, least)).isEmpty();
    assertThat(problems(setting, most)).isEmpty();
    for (double beyond : List.of(Math.nextDown(least), Math.nextUp(most), Double.NaN)) {
      assertThat(problems(setting, beyond))
          .containsExactly(new Problem(name, "" + beyond, least + " to " + most));
    }
  }

  private static <T> List<Problem> problems(Setting<T> setting, T value) {
    return setting.apply(new SettingsValidator(), value).problems();
  }

  private static Arguments number(String name, long least, long most, Setting<Long> setting) {
    return Arguments.of(name, least, most, setting);
  }

  private static Arguments time(
      String name, Duration least, Duration most, Setting<Duration> setting) {
    return Arguments.of(name, least, most, setting);
  }

  private static Arguments rate(String name, double least, double most, Setting<Double> setting) {
    return Arguments.of(name, least, most, setting);
  }

  private static Limits inFlight(int ofOne, int ofAll) {
    return limits(
        new Limits.InFlight(ofOne, ofAll), new Limits.Bodies(0, 0), new Limits.Waiting(1, HOUR));
  }

  private static Limits bodies(long limit, long memory) {
    return limits(
        new Limits.InFlight(1, 1), new Limits.Bodies(limit, memory), new Limits.Waiting(1, HOUR));
  }

  private static Limits waiting(int copies, Duration time) {
    return limits(
        new Limits.InFlight(1, 1), new Limits.Bodies(0, 0), new Limits.Waiting(copies, time));
  }

  private static Limits limits(
      Limits.InFlight inFlight, Limits.Bodies bodies, Limits.Waiting waiting) {
    return new Limits(inFlight, bodies, waiting, slowStart(Duration.ZERO));
  }

  private static Limits.Recovery backOff(Duration first, Duration longest) {
    return new Limits.Recovery(new BackOffRange(first, longest), Duration.ZERO);
  }

  private static Limits.Recovery slowStart(Duration time) {
    return new Limits.Recovery(null, time);
  }
}

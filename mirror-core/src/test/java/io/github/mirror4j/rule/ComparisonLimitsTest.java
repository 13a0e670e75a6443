package io.github.mirror4j.rule;

import static io.github.mirror4j.rule.Comparisons.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.time.Duration;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ends of each range of a comparison, and one step beyond them. */
class ComparisonLimitsTest {

  private static final Duration NANO = Duration.ofNanos(1);
  private static final Duration HOUR = Duration.ofHours(1);

  /** Sets a number. */
  interface Setting {
    Comparison.Builder set(Comparison.Builder comparison, int value);
  }

  /** Sets a percentage. */
  interface Percent {
    Comparison.Builder set(Comparison.Builder comparison, double value);
  }

  /** Sets a time. */
  interface Time {
    Comparison.Builder set(Comparison.Builder comparison, Duration value);
  }

  static Stream<Arguments> numbers() {
    return Stream.of(
        number("minimums.requests", 1, 65_536, Comparison.Builder::minimumRequests),
        number("warmUp.pairs", 0, 100_000, (c, pairs) -> c.warmUp(Duration.ZERO, pairs)),
        number("responseLimit", 1_024, 16_777_216, Comparison.Builder::responseLimit));
  }

  @ParameterizedTest
  @MethodSource
  void numbers(String place, int least, int most, Setting setting) {
    String expected = " (expected: " + least + " to " + most + ")";

    valid(c -> setting.set(c, least));
    valid(c -> setting.set(c, most));
    assertThat(problems(c -> setting.set(c, least - 1)))
        .containsExactly(place + ": " + (least - 1) + expected);
    assertThat(problems(c -> setting.set(c, most + 1)))
        .containsExactly(place + ": " + (most + 1) + expected);
  }

  static Stream<Arguments> percentages() {
    return Stream.of(
        percent("level", 0.01, 20, Comparison.Builder::level),
        percent("minimums.compared", 0, 100, Comparison.Builder::minimumCompared),
        percent("minimums.judged", 0, 100, Comparison.Builder::minimumJudged));
  }

  @ParameterizedTest
  @MethodSource
  void percentages(String place, double least, double most, Percent percent) {
    valid(c -> percent.set(c, least));
    valid(c -> percent.set(c, most));
    assertThat(Stream.of(Math.nextDown(least), Math.nextUp(most), Double.NaN))
        .allSatisfy(
            beyond ->
                assertThat(problems(c -> percent.set(c, beyond)))
                    .singleElement()
                    .asString()
                    .startsWith(place + ": "));
  }

  static Stream<Arguments> times() {
    Duration tenth = Duration.ofMillis(100);
    Duration minute = Duration.ofMinutes(1);
    return Stream.of(
        time("slowerThan", Duration.ofMillis(1), HOUR, Comparison.Builder::slowerThan),
        time("minimums.span", Duration.ZERO, Duration.ofDays(30), Comparison.Builder::minimumSpan),
        time("warmUp.time", Duration.ZERO, HOUR, (c, time) -> c.warmUp(time, 1)),
        time("maxCopyTime", Duration.ofSeconds(1), HOUR, Comparison.Builder::maxCopyTime),
        time(
            "repeatAfter",
            Duration.ofSeconds(1),
            Duration.ofHours(24),
            Comparison.Builder::repeatAfter),
        time("confirmAfter.min", tenth, minute, (c, time) -> c.confirmAfter(time, minute)),
        time("confirmAfter.max", tenth, minute, (c, time) -> c.confirmAfter(tenth, time)));
  }

  @ParameterizedTest
  @MethodSource
  void times(String place, Duration least, Duration most, Time time) {
    valid(c -> time.set(c, least));
    valid(c -> time.set(c, most));
    assertThat(Stream.of(least.minus(NANO), most.plus(NANO)))
        .allSatisfy(
            beyond ->
                assertThat(problems(c -> time.set(c, beyond)))
                    .contains(
                        place + ": " + beyond + " (expected: " + least + " to " + most + ")"));
  }

  static Stream<Arguments> entries() {
    return Stream.of(
        number("slowerThan", 0, 32, (c, i) -> c.slowerThan(Duration.ofMillis(i))),
        number("headers", 0, 50, (c, i) -> c.header("x-" + i)),
        number("buildHeaders", 0, 4, (c, i) -> c.buildHeader("x-" + i)),
        number("endpoints", 0, 200, (c, i) -> c.endpoint("/" + i)));
  }

  @ParameterizedTest
  @MethodSource
  void entries(String place, int none, int most, Setting add) {
    valid(c -> many(c, most, add));
    assertThat(problems(c -> many(c, most + 1, add)))
        .containsExactly(place + ": " + (most + 1) + " entries (expected: at most " + most + ")");
  }

  static Stream<Arguments> lengths() {
    String name = "a".repeat(64);
    return Stream.of(
        length(500, length -> c -> c.endpoint("/" + "a".repeat(length - 1))),
        length(64, length -> c -> c.endpoint("/{" + "a".repeat(length) + "}")),
        length(500, length -> c -> c.ignore("$." + "a".repeat(length - 2))),
        length(50, length -> c -> c.ignore("$" + ".a".repeat(length))),
        length(2, length -> c -> c.ignore("$" + (".**." + name).repeat(length))),
        length(253, length -> c -> c.key("$.a", "b".repeat(length))));
  }

  @ParameterizedTest
  @MethodSource
  void lengths(int most, IntFunction<UnaryOperator<Comparison.Builder>> change) {
    valid(change.apply(most));
    assertThat(problems(change.apply(most + 1))).hasSize(1);
  }

  private static void valid(UnaryOperator<Comparison.Builder> settings) {
    assertDoesNotThrow(() -> settings.apply(Comparison.withBaseline(10)).build());
  }

  private static Comparison.Builder many(Comparison.Builder comparison, int count, Setting add) {
    IntStream.rangeClosed(1, count).forEach(i -> add.set(comparison, i));
    return comparison;
  }

  private static Arguments number(String place, int least, int most, Setting setting) {
    return Arguments.of(place, least, most, setting);
  }

  private static Arguments percent(String place, double least, double most, Percent percent) {
    return Arguments.of(place, least, most, percent);
  }

  private static Arguments time(String place, Duration least, Duration most, Time time) {
    return Arguments.of(place, least, most, time);
  }

  private static Arguments length(int most, IntFunction<UnaryOperator<Comparison.Builder>> change) {
    return Arguments.of(most, change);
  }
}

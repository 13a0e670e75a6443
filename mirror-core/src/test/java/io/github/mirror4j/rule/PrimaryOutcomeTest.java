package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.rule.PrimaryResult.Failure;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrimaryOutcomeTest {

  private static final Duration QUICK = Duration.ofMillis(10);

  static Stream<Arguments> texts() {
    PrimaryOutcome notFound = PrimaryOutcome.status(404);
    PrimaryOutcome errors = PrimaryOutcome.statusClass(5);
    PrimaryOutcome slow = PrimaryOutcome.slowerThan(Duration.ofMillis(500));
    return Stream.of(
        Arguments.of(notFound, "404"),
        Arguments.of(errors, "5xx"),
        Arguments.of(PrimaryOutcome.status(500, 503), "500-503"),
        Arguments.of(PrimaryOutcome.failed(), "failed"),
        Arguments.of(
            PrimaryOutcome.failed(Failure.CONNECTION_LOST, Failure.TIMED_OUT),
            "failed:timed-out,connection-lost"),
        Arguments.of(slow, "slower:500ms"),
        Arguments.of(PrimaryOutcome.slowerThan(Duration.ofSeconds(90)), "slower:90s"),
        Arguments.of(PrimaryOutcome.slowerThan(Duration.ofNanos(1_500_001)), "slower:1500001ns"),
        Arguments.of(notFound.not(), "not 404"),
        Arguments.of(notFound.not().not(), "not not 404"),
        Arguments.of(notFound.or(errors).or(slow), "404 or 5xx or slower:500ms"),
        Arguments.of(notFound.and(errors).and(slow), "404 and 5xx and slower:500ms"),
        Arguments.of(notFound.and(errors).or(slow), "404 and 5xx or slower:500ms"),
        Arguments.of(notFound.or(errors).and(slow), "(404 or 5xx) and slower:500ms"),
        Arguments.of(notFound.or(errors.or(slow)), "404 or (5xx or slower:500ms)"),
        Arguments.of(notFound.and(errors.and(slow)), "404 and (5xx and slower:500ms)"),
        Arguments.of(notFound.or(errors).not(), "not (404 or 5xx)"),
        Arguments.of(notFound.and(errors).not().or(slow), "not (404 and 5xx) or slower:500ms"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void theTextIsReadBack(PrimaryOutcome outcome, String text) {
    assertThat(outcome).hasToString(text);
    assertThat(PrimaryOutcome.parse(text)).isEqualTo(outcome);
    assertThat(PrimaryOutcome.parse("  (" + text.replace(" ", "  ") + ")\n")).isEqualTo(outcome);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "6xx",
        "5XX",
        "40",
        "4040",
        "500-",
        "slower",
        "slower:5",
        "slower:-5s",
        "slower:9999999999999999s",
        "failed:",
        "failed:slow",
        "failed:connect,",
        "and",
        "404 or",
        "or 404",
        "404 404",
        "(404",
        "404)",
        "()",
        "not",
        "404 and and 5xx",
        "404 nor 5xx"
      })
  void whatIsNoConditionIsRefused(String text) {
    assertThatThrownBy(() -> PrimaryOutcome.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5xx");
  }

  @Test
  void howDeepATextIsIsLimited() {
    assertThatThrownBy(() -> PrimaryOutcome.parse("(".repeat(100_000) + "404"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PrimaryOutcome.parse("not ".repeat(100_000) + "404"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "5xx, 500, true",
    "5xx, 599, true",
    "5xx, 499, false",
    "404, 404, true",
    "404, 405, false",
    "500-503, 503, true",
    "500-503, 504, false",
    "failed, 500, false",
    "slower:5ms, 200, true",
    "slower:10ms, 200, false",
    "not 404, 200, true",
    "not 404, 404, false",
    "5xx or 404, 404, true",
    "5xx or 404, 200, false",
    "5xx and slower:5ms, 500, true",
    "5xx and slower:10ms, 500, false",
    "2xx and not 204, 204, false"
  })
  void ofAResponseStatusAndTimeDecide(String text, int status, boolean expected) {
    assertThat(PrimaryOutcome.parse(text).includes(PrimaryResult.responded(status, QUICK)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "failed, true",
    "failed:timed-out, true",
    "'failed:connect,connection-lost', false",
    "not 404, true",
    "5xx, false",
    "slower:5ms, true"
  })
  void ofAFailureItsKindDecides(String text, boolean expected) {
    PrimaryResult result = PrimaryResult.failed(Failure.TIMED_OUT, QUICK);
    assertThat(PrimaryOutcome.parse(text).includes(result)).isEqualTo(expected);
  }

  @Test
  void severalConditionsOfAMirrorAreAlternatives() {
    PrimaryOutcome notFound = PrimaryOutcome.status(404);
    PrimaryOutcome failed = PrimaryOutcome.failed();
    Mirror mirror = Mirror.to("v2").onlyAfter(notFound, failed);

    assertThat(mirror.primaryOutcome())
        .contains(new PrimaryOutcome.AnyOf(List.of(notFound, failed)));
    assertThat(mirror.isAfterResponse()).isTrue();
    assertThat(mirror).hasToString("100 % to v2, only after 404 or failed");
    assertThat(Mirror.to("v2").afterResponse()).hasToString("100 % to v2, after the response");
    assertThat(Mirror.to("v2").isAfterResponse()).isFalse();
  }
}

package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How large the condition of a mirror may be at most, and one more. */
class ConditionLimitsTest {

  private static final PrimaryOutcome NOT_FOUND = PrimaryOutcome.status(404);

  static Stream<PrimaryOutcome> allowed() {
    return Stream.of(
        PrimaryOutcome.status(100),
        PrimaryOutcome.status(599),
        PrimaryOutcome.status(100, 599),
        PrimaryOutcome.status(404, 404),
        PrimaryOutcome.slowerThan(Duration.ofMillis(1)),
        PrimaryOutcome.slowerThan(Duration.ofHours(1)),
        some(2),
        some(99),
        negated(19),
        deep(19));
  }

  @ParameterizedTest
  @MethodSource
  void allowed(PrimaryOutcome condition) {
    assertThat(rule(condition).build().mirrors()).hasSize(1);
    assertThat(PrimaryOutcome.parse(condition.toString())).isEqualTo(condition);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(PrimaryOutcome.status(99), "99 (expected: a status or a range within"),
        Arguments.of(PrimaryOutcome.status(600), "600 (expected: a status or a range within"),
        Arguments.of(PrimaryOutcome.status(404, 403), "404-403 (expected: a status or a range"),
        Arguments.of(
            PrimaryOutcome.slowerThan(Duration.ofNanos(999_999)),
            "slower:999999ns (expected: slower than PT0.001S to PT1H)"),
        Arguments.of(
            PrimaryOutcome.slowerThan(Duration.ofHours(1).plusNanos(1)),
            "slower:3600000000001ns (expected: slower than PT0.001S to PT1H)"),
        Arguments.of(
            PrimaryOutcome.slowerThan(Duration.ofSeconds(Long.MAX_VALUE, 1)),
            "slower:9223372036854775807000000001ns (expected: slower than PT0.001S to PT1H)"),
        Arguments.of(
            PrimaryOutcome.slowerThan(Duration.ofSeconds(Long.MIN_VALUE, 500_000_000)),
            "slower:-9223372036854775807500ms (expected: slower than PT0.001S to PT1H)"),
        Arguments.of(some(1), "1 condition (expected: at least 2 that are joined)"),
        Arguments.of(some(100), "101 conditions (expected: at most 100)"),
        Arguments.of(negated(20), "21 deep (expected: conditions at most 20 deep)"),
        Arguments.of(deep(20), "21 deep (expected: conditions at most 20 deep)"));
  }

  @ParameterizedTest
  @MethodSource
  void refused(PrimaryOutcome condition, String problem) {
    var refusal = assertThrows(InvalidConfigurationException.class, () -> rule(condition).build());

    assertThat(refusal.problems())
        .allSatisfy(each -> assertThat(each.path()).isEqualTo("mirror[0].onlyAfter"))
        .extracting(Problem::toString)
        .anyMatch(each -> each.contains(problem));
  }

  /** The text itself is the first level, and each parenthesis or negation is one more. */
  @ParameterizedTest
  @ValueSource(strings = {"(", "not "})
  void aTextIsAtMost20Deep(String level) {
    String close = level.equals("(") ? ")" : "";
    String deepest = level.repeat(19) + "404" + close.repeat(19);

    assertThat(PrimaryOutcome.parse(deepest)).isNotNull();
    assertThatThrownBy(() -> PrimaryOutcome.parse(level + deepest + close))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("conditions at most 20 deep");
  }

  @Test
  void whatStandsBesideEachOtherIsNotDeep() {
    String many = "((404 or 5xx) and not failed) or ".repeat(24) + "404";

    assertThat(PrimaryOutcome.parse(many)).isInstanceOf(PrimaryOutcome.AnyOf.class);
  }

  @Test
  void theNameOfAMirrorHasAtMost253Characters() {
    RouteRule.Builder rule =
        RouteRule.builder("r").destination("a").mirror(Mirror.to("v2").name("x".repeat(254)));

    assertThatThrownBy(rule::build).hasMessageContaining("mirror[0].name: \"xxx");
  }

  private static RouteRule.Builder rule(PrimaryOutcome condition) {
    return RouteRule.builder("r").destination("a").mirror(Mirror.to("v2").onlyAfter(condition));
  }

  /** So many conditions, and one that joins them. */
  private static PrimaryOutcome some(int count) {
    return new PrimaryOutcome.AnyOf(List.copyOf(Collections.nCopies(count, NOT_FOUND)));
  }

  private static PrimaryOutcome negated(int times) {
    PrimaryOutcome condition = NOT_FOUND;
    for (int i = 0; i < times; i++) {
      condition = new PrimaryOutcome.Not(condition);
    }
    return condition;
  }

  /** All and any by turns, so that each needs its parentheses. */
  private static PrimaryOutcome deep(int times) {
    PrimaryOutcome condition = NOT_FOUND;
    for (int i = 0; i < times; i++) {
      List<PrimaryOutcome> both = List.of(NOT_FOUND, condition);
      condition = i % 2 == 0 ? new PrimaryOutcome.AllOf(both) : new PrimaryOutcome.AnyOf(both);
    }
    return condition;
  }
}

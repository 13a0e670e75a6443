package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a rule may have at most, and one more. */
class RuleLimitsTest {

  private static final String TOTAL =
      "(expected: weights that total at least 1, at most 2147483647)";
  private static final String ORDER =
      "(expected: 1 to 512 characters, none of them a control character)";

  /** Changes a rule. */
  interface Change extends UnaryOperator<RouteRule.Builder> {}

  static Stream<Change> allowed() {
    return Stream.of(
        matches(1_000),
        mirrors(16),
        port(1),
        port(65_535),
        rule -> rule.order("a"),
        rule -> rule.order("ü".repeat(512)),
        weights(1),
        weights(0),
        weights(0, 1),
        weights(1_000_000, 1_000_000),
        rest(483_647),
        rule -> rule.route(Labels.none(), 0),
        rule -> rule.route(Labels.none(), 100),
        rule -> rule.route(Labels.none(), 99).route(Labels.none(), 1),
        rule -> rule.samplingKey(SamplingKey.queryParameter("a user")),
        rule -> rule.samplingKey(SamplingKey.cookie("sid")));
  }

  @ParameterizedTest
  @MethodSource
  void allowed(Change change) {
    assertThatCode(() -> change.apply(rule()).build()).doesNotThrowAnyException();
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(matches(1_001), List.of("match: 1001 entries (expected: at most 1000)")),
        Arguments.of(mirrors(17), List.of("mirror: 17 entries (expected: at most 16)")),
        Arguments.of(port(0), List.of("match[0].port: 0 (expected: 1 to 65535)")),
        Arguments.of(port(-1), List.of("match[0].port: -1 (expected: 1 to 65535)")),
        Arguments.of(port(65_536), List.of("match[0].port: 65536 (expected: 1 to 65535)")),
        Arguments.of(order(""), List.of("order: \"\" " + ORDER)),
        Arguments.of(order("a\tb"), List.of("order: \"a\\u0009b\" " + ORDER)),
        Arguments.of(weights(0, 0), List.of("route: weights total 0 " + TOTAL)),
        Arguments.of(
            weights(1_000_001), List.of("route[0].weight: 1000001 (expected: 0 to 1000000)")),
        Arguments.of(weights(-1, 2), List.of("route[0].weight: -1 (expected: 0 to 1000000)")),
        Arguments.of(rest(483_648), List.of("route: weights total 2147483648 " + TOTAL)),
        Arguments.of(
            (Change) rule -> rule.route(Labels.none(), 101),
            List.of(
                "route[0].weight: 101 (expected: 0 to 100)",
                "route: weights total 101 (expected: weights that total 100)")),
        Arguments.of(
            (Change) rule -> rule.route(Labels.none(), -1).route(Labels.none(), 101),
            List.of(
                "route[0].weight: -1 (expected: 0 to 100)",
                "route[1].weight: 101 (expected: 0 to 100)")));
  }

  @ParameterizedTest
  @MethodSource
  void refused(Change change, List<String> problems) {
    var refusal =
        catchThrowableOfType(
            InvalidConfigurationException.class, () -> change.apply(rule()).build());

    assertThat(refusal.problems()).extracting(Problem::toString).isEqualTo(problems);
  }

  private static RouteRule.Builder rule() {
    return RouteRule.builder("r").destination("a");
  }

  private static Change matches(int count) {
    return rule -> {
      for (int i = 0; i < count; i++) {
        rule.match(Match.builder().build());
      }
      return rule;
    };
  }

  private static Change mirrors(int count) {
    return rule -> {
      for (int i = 0; i < count; i++) {
        rule.mirror(Mirror.to("m" + i));
      }
      return rule;
    };
  }

  private static Change port(int port) {
    return rule -> rule.match(Match.builder().port(port).build());
  }

  private static Change order(String order) {
    return rule -> rule.order(order);
  }

  private static Change weights(int... weights) {
    return rule -> {
      rule.relativeWeights();
      for (int weight : weights) {
        rule.route(Labels.none(), weight);
      }
      return rule;
    };
  }

  /** Relative weights that total 2,147,000,000 and one more. */
  private static Change rest(int weight) {
    return rule -> {
      rule.relativeWeights().route(Labels.none(), weight);
      for (int i = 0; i < 2_147; i++) {
        rule.route(Labels.none(), 1_000_000);
      }
      return rule;
    };
  }
}

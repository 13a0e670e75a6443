package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rules that Istio 0.5's own validation tests take for valid; RuleValidationTest has the
 * others.
 */
class IstioRuleCasesTest {

  private static RouteRule.Builder rule() {
    return RouteRule.builder("test").destination("foobar");
  }

  static Stream<RouteRule.Builder> validRules() {
    Labels v1 = Labels.of("version", "v1");
    return Stream.of(
        rule(),
        rule().route(v1, 0),
        rule().route(v1, 100),
        rule().route(v1, 50).route(Labels.none(), 50),
        rule().route(v1, 100).route(Labels.of("version", "v2"), 0),
        rule().route(Labels.of("-A_z./", ""), 100),
        rule().mirror(Mirror.to("barfoo")),
        rule().mirror(Mirror.to("barfoo", v1)),
        rule().precedence(Integer.MIN_VALUE),
        rule().match(Match.builder().build()),
        rule().match(Match.builder().header("x", StringMatch.exact("")).build()),
        rule().match(Match.builder().source(Source.of("frontend", v1)).build()));
  }

  @ParameterizedTest
  @MethodSource
  void validRules(RouteRule.Builder rule) {
    assertThatCode(rule::build).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "*cnn.com",
        "*.cnn.com",
        "*-cnn.com",
        "cnn.com",
        "10.0.0.1",
        "10.0.0.0/8",
        "[::1]"
      })
  void validServices(String service) {
    assertThat(ServiceRef.host(service).problems("destination")).isEmpty();
  }

  @Test
  void anAbsentPercentageIsAllAndAnExplicitZeroIsNone() {
    assertThat(Mirror.to("a").millionths()).isEqualTo(1_000_000);
    assertThat(Mirror.to("a").percentage(0).millionths()).isZero();
  }
}

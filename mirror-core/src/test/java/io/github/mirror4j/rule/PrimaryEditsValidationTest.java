package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes to the primary are judged with the rule, all problems at once. */
class PrimaryEditsValidationTest {

  private static RouteRule.Builder rule(PrimaryEdits edits) {
    return RouteRule.builder("r").destination("a").primary(edits);
  }

  @Test
  void everyProblemIsNamed() {
    PrimaryEdits wrong =
        PrimaryEdits.none()
            .rewritePath(PathRewrite.full("x"))
            .authority("a:99999")
            .setHeader("Host", "b")
            .addHeader("x y", "c")
            .setHeader("x-a", "line\nbreak")
            .timeout(Duration.ofNanos(1_500_000));

    var error =
        catchThrowableOfType(
            InvalidConfigurationException.class, () -> rule(wrong).precedence(1).build());

    assertThat(error.problems())
        .map(Problem::path)
        .containsExactly(
            "primary.pathRewrite.to",
            "primary.authority",
            "primary.headerEdits[0].name",
            "primary.headerEdits[1].name",
            "primary.headerEdits[2].value",
            "primary.timeout");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.001S, true",
    "PT0.000999999S, false",
    "PT0S, false",
    "PT-1S, false",
    "PT1.001S, true",
    "PT1.0010001S, false",
    "PT99999H, true",
    "PT99999H0.001S, false"
  })
  void aTimeoutIsWholeMillisecondsUpTo99999Hours(Duration timeout, boolean isRight) {
    RouteRule.Builder rule = rule(PrimaryEdits.none().timeout(timeout));

    var error = catchThrowableOfType(InvalidConfigurationException.class, rule::build);

    assertThat(error == null).isEqualTo(isRight);
    assertThat(error == null ? List.of() : error.problems())
        .allSatisfy(
            problem ->
                assertThat(problem)
                    .hasToString(
                        "primary.timeout: "
                            + timeout
                            + " (expected: PT0.001S to PT99999H in whole milliseconds)"));
  }

  @Test
  void hostsWithAndWithoutPortAreAuthorities() {
    for (String right :
        new String[] {"a", "A.example.com:1", "10.0.0.1:65535", "[::1]", "[::1]:80"}) {
      assertThat(rule(PrimaryEdits.none().authority(right)).build().primary().authority())
          .isEqualTo(right);
    }
    for (String wrong : new String[] {"", ":80", "a:0", "a:", "u@a", "a/b", "::1"}) {
      assertThat(
              catchThrowableOfType(
                  InvalidConfigurationException.class,
                  () -> rule(PrimaryEdits.none().authority(wrong)).build()))
          .as(wrong)
          .isNotNull();
    }
  }

  @Test
  void aRuleThatSaysNothingChangesNothing() {
    assertThat(rule(PrimaryEdits.none()).build().primary().isEmpty()).isTrue();
    assertThat(rule(PrimaryEdits.none().removeHeader("x")).build().primary().isEmpty()).isFalse();
  }
}

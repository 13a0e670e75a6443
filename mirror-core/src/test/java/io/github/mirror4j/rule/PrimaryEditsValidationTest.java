package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;

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

package io.github.mirror4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The demo does not claim success when something did not go as it should. */
class DemoFailsTest {

  /** Where nobody listens, nor any server that is started meanwhile. */
  private static final String NOBODY = "http://127.0.0.1:1";

  @Test
  void whenV1IsNotThere() {
    DemoRun run = DemoRun.of("--requests", "20", "--v1", NOBODY);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("FAILED v1 is not fit for a demo, the warm-up ended with: 20 x ")
        .contains("ConnectException");
    assertThat(run.out()).doesNotContain("OK ");
  }

  @Test
  void whenV2IsNotThere() {
    DemoRun run = DemoRun.of("--requests", "20", "--v2", NOBODY);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("FAILED with mirroring: all 20 copies should have been answered 2xx by v2")
        .doesNotContain("callers should have been answered");
  }

  @Test
  void whenAnotherVersionThanV1AnswersCallers() {
    try (Httpbin other = Httpbin.start("v3")) {
      DemoRun run = DemoRun.of("--requests", "20", "--v1", other.uri().toString());

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("the warm-up ended with: 20 x 200 by v3");
    }
  }
}

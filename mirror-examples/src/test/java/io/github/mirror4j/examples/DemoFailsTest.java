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
        .isEqualTo(
            "FAILED v1 is not fit for the demo; a request to it ended with ConnectException"
                + System.lineSeparator());
    assertThat(run.out()).doesNotContain("OK ");
  }

  @Test
  void whenV2IsNotThere() {
    DemoRun run = DemoRun.of("--requests", "20", "--v2", NOBODY);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("FAILED v2 is well: v2 should have got a copy of each of 20 requests")
        .doesNotContain("callers");
    assertThat(run.out()).doesNotContain("OK ");
  }

  @Test
  void whenAnotherVersionThanV1Responds() {
    try (Httpbin other = Httpbin.start("v3")) {
      DemoRun run = DemoRun.of("--requests", "20", "--v1", other.uri().toString());

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("ended with 200 by v3");
    }
  }
}

package io.github.mirror4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The demo comes to its good end, with servers of its own and with given ones. */
class DemoSucceedsTest {

  @Test
  void withServersOfItsOwn() {
    DemoRun run = DemoRun.of("--requests", "40");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsPattern("with mirroring +40 x 200 by v1")
        .containsPattern("v2 hanging +40 x 200 by v1")
        .containsPattern("probing v2 +[1-9][0-9]* x 200 by v1")
        // Where the load takes longer than a second, the library has backed off before its end.
        .containsPattern(
            "2xx 121, timed out [1-9][0-9]*, (dropped BACKED_OFF [0-9]+, )?in flight 0")
        .containsPattern("OK  The counts add up: ([0-9]+) selected, \\1 ended.");
  }

  @Test
  void showsDropsWhenMoreCopiesHangThanALaneTakes() {
    DemoRun run = DemoRun.of("--requests", "100", "--concurrency", "4");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("dropped LANE_FULL");
  }

  @Test
  void withGivenServersWhereASecondMirrorHangs() {
    try (Httpbin v1 = Httpbin.start("v1");
        Httpbin v2 = Httpbin.start("v2")) {
      DemoRun run =
          DemoRun.of(
              "--requests", "20", "--v1", v1.uri().toString(), "--v2", v2.uri().toString() + "/");

      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isZero();
      assertThat(run.out())
          .containsPattern("While the second mirror was hanging, [0-9]+ copies were dropped");
      // Warm-up, without, with, hanging, a probe, back; the plain client's requests are not copied.
      assertThat(v1.answered()).isEqualTo(5 * 20 + 1);
      assertThat(v2.answered()).isEqualTo(4 * 20 + 1);
    }
  }
}

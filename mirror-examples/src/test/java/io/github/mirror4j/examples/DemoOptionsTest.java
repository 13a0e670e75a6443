package io.github.mirror4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo explains its options, and refuses wrong ones with exit code 2. */
class DemoOptionsTest {

  @Test
  void helpListsThem() {
    DemoRun run = DemoRun.of("--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(
            "--requests N", "--concurrency N", "--v1 URL", "--v2 URL", "--rules FILE", "Exit code");
  }

  @ParameterizedTest
  @CsvSource({
    "--loud, unknown option --loud",
    "--requests, --requests: expected a value",
    "--requests 0, --requests 0: expected a number from 1 to",
    "--requests many, --requests many: expected a number from 1 to",
    "--concurrency 1001, --concurrency 1001: expected a number from 1 to",
    "--v1 localhost:8001, --v1 localhost:8001: expected a URL such as http://localhost:8001",
    "--rules, --rules: expected a value",
    "--v2 http:, --v2 http:: expected a URL such as http://localhost:8001",
  })
  void wrongOnesAreRefused(String args, String message) {
    DemoRun run = DemoRun.of(args.split(" ", -1));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("Mirror4J demo: " + message).contains("--help");
  }
}

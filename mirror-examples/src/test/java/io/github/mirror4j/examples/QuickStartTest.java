package io.github.mirror4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** The quick start prints the response of v1 and that v2 got a copy. */
class QuickStartTest {

  @Test
  void printsResponseAndCounts() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Httpbin v1 = Httpbin.start("v1");
        Httpbin v2 = Httpbin.start("v2")) {
      QuickStart.run(v1.uri(), v2.uri(), new PrintStream(out, true, UTF_8));

      assertThat(v2.responses()).isEqualTo(1);
    }
    assertThat(out.toString(UTF_8))
        .contains("200 {\"version\": \"v1\"")
        .contains("selected 1, 2xx 1, in flight 0");
  }
}

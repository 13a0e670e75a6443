package io.github.mirror4j.http.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** At INFO and above the log shows nothing that a request said. */
class SecurityLogTest {

  @Test
  void noRequestDataAtInfoOrAbove() throws Exception {
    String log =
        FaultProcess.run(
            SecurityLogLines.class,
            Duration.ofSeconds(120),
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=info");

    List<String> lines = log.lines().filter(line -> line.contains("io.github.mirror4j")).toList();
    assertThat(log).contains("END OF LOG").doesNotContain("not idle");
    // Every kind of line was provoked.
    for (String part :
        List.of(
            "INFO",
            "credentials",
            "CONNECTION_LOST",
            "timed out",
            "BODY_TOO_LARGE",
            "NO_ENDPOINT",
            "INVALID_REQUEST",
            "the ServiceRegistry failed",
            "the rules could not be applied")) {
      assertThat(lines).as(part).anyMatch(line -> line.contains(part));
    }
    assertThat(log).doesNotContain("SECRET").doesNotContain("INJECTED").doesNotContain("Bearer");
  }
}

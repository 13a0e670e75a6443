package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A log that throws, at whatever is logged, costs no caller and no copy's accounting anything. */
class BrokenLogTest {

  @Test
  void nothingThrowsAndAllIsAccountedFor() throws Exception {
    String said =
        FaultProcess.run(
            BrokenLogProcess.class,
            Duration.ofSeconds(60),
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=debug");

    assertThat(said.lines().filter(line -> !line.isBlank())).containsExactly("as with a log");
  }
}

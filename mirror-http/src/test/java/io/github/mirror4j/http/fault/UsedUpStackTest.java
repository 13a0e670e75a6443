package io.github.mirror4j.http.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultProcess;
import io.github.mirror4j.http.fixture.RecordingServer;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls near the end of a caller's stack, the first of the process among them, leave nothing
 * behind: no count, no byte, no class that is lost for good.
 */
class UsedUpStackTest {

  @ParameterizedTest
  @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-XX:+TieredCompilation"})
  @Timeout(120)
  void laterCopiesAreSentAndAllIsAccountedFor(String mode) throws Exception {
    try (RecordingServer mirror = RecordingServer.responding("ok")) {
      String said =
          FaultProcess.run(
              UsedUpStackProcess.class, Duration.ofSeconds(90), mode, mirror.uri().toString());

      assertThat(said.lines()).contains("idle", "later: 20 of 20", "settled", "without room: true");
      assertThat(said).doesNotContain("NoClassDefFoundError", "BootstrapMethodError");
    }
  }
}

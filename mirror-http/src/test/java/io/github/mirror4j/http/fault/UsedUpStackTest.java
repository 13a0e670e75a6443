package io.github.mirror4j.http.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultProcess;
import io.github.mirror4j.http.fixture.RecordingServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls near the end of a caller's stack, the first of the process among them, leave nothing
 * behind: no count, no byte, no class that is lost for good.
 */
class UsedUpStackTest {

  @ParameterizedTest
  @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-XX:TieredStopAtLevel=4"})
  @Timeout(120)
  void laterCopiesAreSentAndAllIsAccountedFor(String mode) throws Exception {
    run(mode);
  }

  /**
   * Neither the client nor the body handler is one of the JDK's, so each pair is drawn, and lost.
   */
  @ParameterizedTest
  @ValueSource(strings = "-XX:TieredStopAtLevel=1")
  @Timeout(120)
  void soArePairsThatAreToBeCompared(String mode) throws Exception {
    run(mode, "compared");
  }

  @ParameterizedTest
  @ValueSource(strings = "-XX:TieredStopAtLevel=1")
  @Timeout(120)
  void soAreCopiesThatWaitForTheirPrimary(String mode) throws Exception {
    run(mode, "waiting");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=4"})
  @Tag("full")
  @Timeout(240)
  void alsoInOtherModes(String mode) throws Exception {
    run(mode, "compared");
    run(mode, "waiting");
  }

  private static void run(String mode, String... more) throws Exception {
    try (RecordingServer mirror = RecordingServer.responding("ok")) {
      List<String> arguments = new ArrayList<>(List.of(mode, mirror.uri().toString()));
      arguments.addAll(List.of(more));
      String said =
          FaultProcess.run(
              UsedUpStackProcess.class, Duration.ofSeconds(90), arguments.toArray(String[]::new));

      assertThat(said.lines())
          .contains("idle", "later: 20 of 20", "settled", "without room: true", "pairs settled");
      assertThat(said).doesNotContain("NoClassDefFoundError", "BootstrapMethodError");
    }
  }
}

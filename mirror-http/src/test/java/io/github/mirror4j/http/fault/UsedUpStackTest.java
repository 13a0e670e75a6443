package io.github.mirror4j.http.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultProcess;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.fixture.SideBySide;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Calls near the end of a caller's stack, the first of the process among them, leave nothing
 * behind: no count, no byte, no class that is lost for good.
 */
class UsedUpStackTest {

  private static final String C1 = "-XX:TieredStopAtLevel=1";
  private static final List<String> OTHER_MODES = List.of("-Xint", "-XX:TieredStopAtLevel=4");

  @TestFactory
  Stream<DynamicTest> laterCopiesAreSentAndAllIsAccountedFor() {
    Stream<DynamicTest> usual =
        DynamicTest.stream(
            Stream.concat(OTHER_MODES.stream(), Stream.of(C1)), mode -> mode, mode -> run(mode));
    // Neither the client nor the body handler is one of the JDK's: each pair is drawn, and lost.
    DynamicTest compared = DynamicTest.dynamicTest("compared", () -> run(C1, "compared"));
    DynamicTest waiting = DynamicTest.dynamicTest("waiting", () -> run(C1, "waiting"));
    return SideBySide.run(2, Stream.concat(usual, Stream.of(compared, waiting)));
  }

  @ParameterizedTest
  @FieldSource("OTHER_MODES")
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

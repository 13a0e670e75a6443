package io.github.mirror4j.http.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultProcess;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.fixture.SideBySide;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Requests that are described near the end of a stack, and end there, leave nothing behind: no
 * count, no byte, no class that is lost for good. What has no room to end is given up.
 */
class UsedUpStackDescribedTest {

  @TestFactory
  Stream<DynamicTest> laterCopiesAreSentAndAllIsAccountedFor() {
    return SideBySide.run(
        2,
        DynamicTest.stream(
            Stream.of("plain", "compared", "waiting"),
            kind -> kind,
            UsedUpStackDescribedTest::run));
  }

  private static void run(String kind) throws Exception {
    try (RecordingServer mirror = RecordingServer.responding("ok")) {
      String said =
          FaultProcess.run(
              UsedUpStackDescribedProcess.class,
              Duration.ofSeconds(120),
              "-XX:TieredStopAtLevel=1",
              mirror.uri().toString(),
              kind);

      assertThat(said.lines())
          .contains("thrown: {}", "idle", "later: 20 of 20", "settled", "pairs settled");
    }
  }
}

package io.github.mirror4j.http.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.FaultProcess;
import io.github.mirror4j.http.fixture.RecordingServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A heap that was used up leaves nothing behind: no count, no permit, no byte, no dead client. */
class ExhaustedHeapTest {

  @Test
  @Timeout(180)
  void laterCopiesAreSentAndAllIsAccountedFor() throws Exception {
    assertThat(exhaust(3))
        .contains("idle", "completed: 20 of 20", "free", "settled", "at once: 8 of 8");
  }

  /** Takes half a minute where a primary never ended, because its client died. */
  @Test
  @Tag("full")
  @Timeout(180)
  void soAreResponsesThatAreCompared() throws Exception {
    assertThat(exhaust(3, "compared"))
        .contains("idle", "completed: 20 of 20", "free", "settled", "at once: 8 of 8")
        .contains("pairs settled", "all compared");
  }

  /** Those of primaries that never ended are given up. */
  @Test
  @Timeout(180)
  void soAreCopiesThatWaitForTheirPrimary() throws Exception {
    assertThat(exhaust(3, "waiting"))
        .contains("idle", "completed: 20 of 20", "free", "settled", "at once: 8 of 8");
  }

  @Test
  @Tag("full")
  @Timeout(540)
  void howeverLongItLasts() throws Exception {
    assertThat(exhaust(20))
        .contains("idle", "completed: 20 of 20", "free", "settled", "at once: 8 of 8");
    assertThat(exhaust(20, "compared")).contains("pairs settled", "all compared");
    assertThat(exhaust(20, "waiting"))
        .contains("idle", "completed: 20 of 20", "free", "settled", "at once: 8 of 8");
  }

  private static List<String> exhaust(int rounds, String... more) throws Exception {
    CountDownLatch together = new CountDownLatch(ExhaustedHeapProcess.PERMITS);
    try (FaultEcho primary = new FaultEcho();
        RecordingServer mirror =
            RecordingServer.responding(
                (exchange, request) -> {
                  if (exchange.getRequestURI().getPath().equals("/together")) {
                    awaitAll(together);
                  }
                  exchange.sendResponseHeaders(200, -1);
                })) {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "-Xmx32m",
                  primary.uri("/").toString(),
                  mirror.uri().toString(),
                  String.valueOf(rounds)));
      arguments.addAll(List.of(more));
      return FaultProcess.run(
              ExhaustedHeapProcess.class, Duration.ofSeconds(150), arguments.toArray(String[]::new))
          .lines()
          .toList();
    }
  }

  private static void awaitAll(CountDownLatch together) {
    together.countDown();
    try {
      boolean unused = together.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

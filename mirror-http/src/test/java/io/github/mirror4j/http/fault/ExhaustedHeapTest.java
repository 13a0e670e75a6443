package io.github.mirror4j.http.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.FaultProcess;
import io.github.mirror4j.http.fixture.RecordingServer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A heap that was used up leaves nothing behind: no count, no permit, no byte, no dead client. */
class ExhaustedHeapTest {

  @Test
  @Timeout(180)
  void laterCopiesAreSentAndAllIsAccountedFor() throws Exception {
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
      String said =
          FaultProcess.run(
              ExhaustedHeapProcess.class,
              Duration.ofSeconds(150),
              "-Xmx32m",
              "-XX:+UseSerialGC",
              primary.uri("/").toString(),
              mirror.uri().toString());

      assertThat(said.lines())
          .contains("idle", "completed: 20 of 20", "settled", "at once: 8 of 8");
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

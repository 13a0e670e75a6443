package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.account.OncePerMinute;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.rule.Mirror;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A log that hangs holds one thread of each mirror, however many lines become due. */
class HungLogTest {

  private static final int COPIES = 20;

  private final AtomicLong clock = new AtomicLong();
  private final CountDownLatch gate = new CountDownLatch(1);

  @Test
  void threadsDoNotPileUp() throws Exception {
    long others = FaultResources.libraryThreads(); // of tests before this one, about to end
    PrintStream before = System.err;
    System.setErr(new Hung());
    try (RecordingServer primary = RecordingServer.responding("ok");
        MirroringHttpClient client =
            Fixtures.mirroring(Mirror.to(URI.create("http://127.0.0.1:1")))
                .withoutBackOff()
                .nanoTime(() -> clock.addAndGet(OncePerMinute.INTERVAL.toNanos()))
                .build()) {
      for (int i = 0; i < COPIES; i++) {
        client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
        assertThat(client.engine().awaitIdle(Fixtures.PATIENCE)).isTrue();
      }

      // One in the log, one that watches deadlines.
      assertThat(FaultResources.await(() -> FaultResources.libraryThreads() <= others + 2))
          .isTrue();
    } finally {
      gate.countDown();
      System.setErr(before);
    }
  }

  private final class Hung extends PrintStream {

    Hung() {
      super(OutputStream.nullOutputStream());
    }

    @Override
    public void println(String line) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

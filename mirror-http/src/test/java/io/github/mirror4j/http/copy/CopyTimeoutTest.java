package io.github.mirror4j.http.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.rule.Mirror;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A copy's whole exchange has a deadline, and is really cancelled then. */
class CopyTimeoutTest {

  /** Enough for the copy to arrive on a busy machine; if it did not, nobody would see its end. */
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final CountDownLatch closedByClient = new CountDownLatch(1);

  @AfterEach
  void close() {
    primary.close();
  }

  @Test
  void aMirrorThatNeverResponds() throws Exception {
    assertTimedOut(connection -> awaitEnd(connection));
  }

  @Test
  void aMirrorWhoseHeadersNeverEnd() throws Exception {
    assertTimedOut(
        connection -> {
          RawServer.write(connection, "HTTP/1.1 200 OK\r\nX-Never: ");
          awaitEnd(connection);
        });
  }

  @Test
  void aMirrorHasItsOwnTimeout() throws Exception {
    try (RawServer mirror = RawServer.hanging();
        MirroringHttpClient client =
            Fixtures.mirroring(Mirror.to(mirror.uri()).timeout(Duration.ofMillis(50)))
                .copyTimeout(Duration.ofHours(1))
                .build()) {
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).timedOut()).isEqualTo(1);
    }
  }

  private void assertTimedOut(RawServer.Behaviour afterHead) throws Exception {
    RawServer.Behaviour behaviour =
        connection -> {
          RawServer.readHead(connection);
          afterHead.with(connection);
        };
    try (RawServer mirror = RawServer.doing(behaviour);
        MirroringHttpClient client =
            Fixtures.mirroring(Mirror.to(mirror.uri())).copyTimeout(TIMEOUT).build()) {
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());

      assertThat(Fixtures.settled(client).timedOut()).isEqualTo(1);
      Fixtures.await(closedByClient);
    }
  }

  /** Reads until the client closes or resets the connection. */
  private void awaitEnd(Socket connection) {
    try {
      while (connection.getInputStream().read() >= 0) {
        // Nothing more is expected.
      }
    } catch (IOException e) {
      // A reset is an end too.
    }
    closedByClient.countDown();
  }
}

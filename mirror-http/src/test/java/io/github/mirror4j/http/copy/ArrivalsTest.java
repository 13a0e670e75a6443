package io.github.mirror4j.http.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultWire;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.FailureCause;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * How often a copy arrives where connections end or are refused. The page says so; the JDK's client
 * leaves no choice.
 */
class ArrivalsTest {

  private final AtomicInteger arrived = new AtomicInteger();

  /** The JDK's client resends what it takes for idempotent; the copy is still counted once. */
  @Test
  void aGetMayArriveTwiceAtAMirrorThatClosesAndAPostArrivesOnce() throws Exception {
    try (RecordingServer primary = RecordingServer.responding("ok");
        RawServer mirror =
            RawServer.doing(
                connection -> {
                  FaultWire.readRequest(connection);
                  arrived.incrementAndGet();
                });
        MirroringHttpClient client = Fixtures.mirroringTo(mirror.uri())) {
      client.send(Fixtures.post(primary.uri(), "x"), BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).failed(FailureCause.CONNECTION_LOST)).isEqualTo(1);
      assertThat(arrived).hasValue(1);

      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).failed(FailureCause.CONNECTION_LOST)).isEqualTo(2);
      assertThat(arrived.get() - 1).isBetween(1, 2);
    }
  }

  /** A copy with a body waits until that has been read, which no refused connection does. */
  @Test
  void aPrimaryThatRefusesConnectionsHasItsGetsCopiedAndItsPostsNot() throws Exception {
    URI refusing = refusing();
    try (RecordingServer mirror = RecordingServer.responding("ok");
        MirroringHttpClient client = Fixtures.mirroringTo(mirror.uri())) {
      assertRefused(client, Fixtures.get(refusing));
      assertThat(Fixtures.settled(client).completed(2)).isEqualTo(1);

      assertRefused(client, Fixtures.post(refusing, "x"));
      assertThat(Fixtures.settled(client).completed(2)).isEqualTo(1);
      assertThat(client.engine().stats().total().dropped(DropReason.PRIMARY_FAILED)).isEqualTo(1);
    }
  }

  private static void assertRefused(MirroringHttpClient client, HttpRequest request) {
    assertThatThrownBy(() -> client.send(request, BodyHandlers.discarding()))
        .isInstanceOf(ConnectException.class);
  }

  private static URI refusing() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return URI.create("http://127.0.0.1:" + free.getLocalPort() + "/");
    }
  }
}

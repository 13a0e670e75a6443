package io.github.mirror4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultTls;
import io.github.mirror4j.http.fixture.FaultWire;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.Http2Server;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.LaneState;
import io.github.mirror4j.rule.Mirror;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A copy has its response once the head of it has come. What the body does then, such as never
 * ending, changes neither its outcome nor what the mirror gets to see next.
 */
class StreamedResponseTest {

  private static final int COPIES = 12;

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final CountDownLatch closed = new CountDownLatch(COPIES);

  @AfterEach
  void close() {
    primary.close();
  }

  /** How fast the body comes makes no difference: each ends by its limit or by its time. */
  @ParameterizedTest
  @CsvSource({
    "200, Content-Type: text/event-stream, data: 1||",
    "200, Content-Length: 60000, a",
    "200, Transfer-Encoding: chunked, 1|a|",
    "200, Transfer-Encoding: chunked, ''",
    "200, Transfer-Encoding: chunked, LONG",
    "404, Content-Length: 10, ''",
    "503, X-Endless: true, LONG",
    "503, X-Endless: true, a",
  })
  void countsByItsStatus(int status, String header, String item) throws Exception {
    String text = item.equals("LONG") ? longChunk() : item.replace("|", "\r\n");
    RawServer.Behaviour streams =
        connection -> {
          FaultWire.readRequest(connection);
          RawServer.write(connection, "HTTP/1.1 " + status + " Some\r\n" + header + "\r\n\r\n");
          if (text.isEmpty()) {
            FaultWire.waitForClose(connection);
          } else {
            trickle(connection, text);
          }
          closed.countDown();
        };
    try (RawServer mirror = RawServer.doing(streams);
        MirroringHttpClient client = client(Fixtures.mirroring(Mirror.to(mirror.uri())))) {
      send(client);

      assertAllCompleted(client, status / 100);
      Fixtures.await(closed);
    }
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void alsoOverHttp2(boolean withData) throws Exception {
    SSLContext tls = FaultTls.GOOD.context();
    try (RawServer mirror =
            Http2Server.start(
                tls,
                wire -> {
                  wire.settings();
                  for (int i = wire.awaitRequest(); i > 0; i = wire.awaitRequest()) {
                    wire.acknowledge();
                    wire.respond(i, false);
                    if (withData) {
                      wire.data(i, new byte[10]);
                    }
                  }
                });
        HttpClient trusting = HttpClient.newBuilder().sslContext(tls).build();
        MirroringHttpClient client =
            client(Fixtures.mirroring(Mirror.to(Http2Server.uri(mirror))).mirrorClient(trusting))) {
      send(client);

      assertAllCompleted(client, 2);
      trusting.shutdownNow();
    }
  }

  @Test
  void aResponseThatIsBrokenOffIsNone() throws Exception {
    try (RawServer mirror =
            RawServer.doing(
                connection -> {
                  FaultWire.readRequest(connection);
                  RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1");
                });
        MirroringHttpClient client = client(Fixtures.mirroring(Mirror.to(mirror.uri())))) {
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());

      assertThat(Fixtures.settled(client).failed(FailureCause.CONNECTION_LOST)).isEqualTo(1);
    }
  }

  private MirroringHttpClient client(MirroringHttpClient.Builder builder) {
    return builder
        .copyTimeout(Duration.ofHours(1))
        .responseBodyTimeout(Duration.ofMillis(50))
        .backOff(Duration.ofHours(1), Duration.ofHours(1))
        .build();
  }

  private void send(MirroringHttpClient client) throws Exception {
    HttpRequest request = Fixtures.get(primary.uri("/"));
    for (int i = 0; i < COPIES; i++) {
      client.send(request, BodyHandlers.discarding());
    }
  }

  private static void assertAllCompleted(MirroringHttpClient client, int statusClass)
      throws Exception {
    assertThat(Fixtures.settled(client).completed(statusClass)).isEqualTo(COPIES);
    assertThat(client.engine().stats().mirrors().get(0).state()).isEqualTo(LaneState.SENDING);
  }

  /** Writes every few milliseconds, until the other side closes. */
  private static void trickle(Socket connection, String text) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    try {
      while (!never.await(2, TimeUnit.MILLISECONDS)) {
        RawServer.write(connection, text);
      }
    } catch (IOException e) {
      // Closed by the other side.
    }
  }

  private static String longChunk() {
    return Integer.toHexString(8192) + "\r\n" + "x".repeat(8192) + "\r\n";
  }
}

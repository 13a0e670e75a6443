package io.github.mirror4j.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.rule.Mirror;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small response is read to its end and the connection kept; a long one is cut off. */
class ResponseLimitTest {

  private static final int LIMIT = 1000;

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final CountDownLatch closedByClient = new CountDownLatch(1);

  @AfterEach
  void close() {
    primary.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, LIMIT})
  void theConnectionIsKept(int size) throws Exception {
    String response = fixed(size);
    assertThat(connectionsForTwoCopies(response, false)).isEqualTo(1);
    assertThat(connectionsForTwoCopies(chunked(size), false)).isEqualTo(1);
  }

  @Test
  void theConnectionIsKeptWhenTheResponseAnnouncesALongBodyThatDoesNotCome() throws Exception {
    String head = "OK\r\nContent-Length: " + (LIMIT + 1) + "\r\n\r\n";
    assertThat(connectionsForTwoCopies("HTTP/1.1 200 " + head, true)).isEqualTo(1);
    assertThat(connectionsForTwoCopies("HTTP/1.1 304 " + head, false)).isEqualTo(1);
  }

  @Test
  void aLimitOfZeroKeepsTheConnectionOfAnEmptyResponse() throws Exception {
    assertThat(connectionsForTwoCopies(fixed(0), false, 0)).isEqualTo(1);
    assertThat(connectionsForTwoCopies(fixed(1), false, 0)).isEqualTo(2);
    assertThat(connectionsForTwoCopies(chunked(1), false, 0)).isEqualTo(2);
  }

  @Test
  void theConnectionIsClosedWhenTheResponseIsLonger() throws Exception {
    assertThat(connectionsForTwoCopies(fixed(LIMIT + 1), false)).isEqualTo(2);
    assertThat(connectionsForTwoCopies(chunked(LIMIT + 1), false)).isEqualTo(2);
  }

  /** Each of them is read in full, though its body is as short as can be. */
  @Test
  void headAndFramingCountToo() throws Exception {
    String head = "HTTP/1.1 200 OK\r\nX-Large: " + "x".repeat(100_000) + "\r\n";
    String chunks = "1\r\nx\r\n".repeat(LIMIT / 2) + "0\r\n\r\n";

    assertThat(connectionsForTwoCopies(head + "Content-Length: 0\r\n\r\n", false)).isEqualTo(2);
    assertThat(connectionsForTwoCopies(head + "Content-Length: 9\r\n\r\n", true)).isEqualTo(2);
    assertThat(
            connectionsForTwoCopies(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks, false))
        .isEqualTo(2);
  }

  /** Heads and framing of usual responses do not. */
  @Test
  void theConnectionIsKeptWithAUsualHeadAndUsualChunks() throws Exception {
    String head = "HTTP/1.1 200 OK\r\nX-Usual: " + "x".repeat(3_000) + "\r\n";
    String chunks = "64\r\n" + "x".repeat(100) + "\r\n";

    assertThat(
            connectionsForTwoCopies(
                head + "Transfer-Encoding: chunked\r\n\r\n" + chunks.repeat(10) + "0\r\n\r\n",
                false))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 999999999999", "X-Endless: true"})
  void anEndlessResponseIsCutOff(String header) throws Exception {
    RawServer.Behaviour endless =
        connection -> {
          RawServer.readHead(connection);
          RawServer.write(connection, "HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n");
          try {
            while (true) {
              RawServer.write(connection, "x".repeat(8192));
            }
          } catch (IOException e) {
            closedByClient.countDown();
          }
        };
    try (RawServer mirror = RawServer.doing(endless);
        MirroringHttpClient client = Fixtures.mirroringTo(mirror.uri())) {
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());

      Fixtures.await(closedByClient);
      assertThat(Fixtures.settled(client).completed()).containsEntry(2, 1L);
    }
  }

  private int connectionsForTwoCopies(String response, boolean head) throws Exception {
    return connectionsForTwoCopies(response, head, LIMIT);
  }

  private int connectionsForTwoCopies(String response, boolean head, int limit) throws Exception {
    RawServer.Behaviour keepsAlive =
        connection -> {
          while (!RawServer.readHead(connection).isEmpty()) {
            RawServer.write(connection, response);
          }
        };
    try (RawServer mirror = RawServer.doing(keepsAlive);
        MirroringHttpClient client =
            Fixtures.mirroring(Mirror.to(mirror.uri())).responseLimit(limit).build()) {
      for (int i = 1; i <= 2; i++) {
        HttpRequest.Builder request = HttpRequest.newBuilder(primary.uri());
        client.send((head ? request.HEAD() : request).build(), BodyHandlers.discarding());
        assertThat(Fixtures.settled(client).completed()).containsValue((long) i);
      }
      return mirror.accepted();
    }
  }

  private static String fixed(int size) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n" + "x".repeat(size);
  }

  private static String chunked(int size) {
    String chunk = size == 0 ? "" : Integer.toHexString(size) + "\r\n" + "x".repeat(size) + "\r\n";
    return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + "0\r\n\r\n";
  }
}

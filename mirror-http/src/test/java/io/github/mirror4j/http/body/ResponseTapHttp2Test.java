package io.github.mirror4j.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.mirror4j.compare.diff.ReceivedBody.Reason;
import io.github.mirror4j.http.fixture.FaultTls;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.Http2Server;
import io.github.mirror4j.http.fixture.Http2Wire;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.ResponseNotes;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How a response over HTTP/2 may end that is read along with. */
class ResponseTapHttp2Test {

  private static final byte[] START = {1, 2, 3};

  private static HttpClient client;
  private static SSLContext tls;

  private final ResponseNotes notes = new ResponseNotes();
  private final CountDownLatch goOn = new CountDownLatch(1);

  /** What a server does after the start of a response. */
  private interface Ending {
    void of(Http2Wire wire, int stream) throws Exception;
  }

  @BeforeAll
  static void start() throws Exception {
    tls = FaultTls.GOOD.context();
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).sslContext(tls).build();
  }

  @AfterAll
  static void stop() {
    client.shutdownNow();
  }

  @AfterEach
  void close() {
    goOn.countDown();
  }

  @Test
  void aStreamThatIsClosedEarly() throws Exception {
    try (RawServer server = sending((wire, stream) -> goOn.await())) {
      HttpResponse<InputStream> response =
          client.send(request(server), notes.tap(BodyHandlers.ofInputStream()));
      try (InputStream in = response.body()) {
        assertThat(in.readNBytes(START.length)).isEqualTo(START);
      }
      notes.assertMissing(Reason.CANCELLED);
    }
  }

  @Test
  void aStreamThatIsNeverRead() throws Exception {
    try (RawServer server = sending(Http2Wire::end)) {
      ResponseTap<InputStream> tap = notes.tap(BodyHandlers.ofInputStream());
      HttpResponse<InputStream> response = client.send(request(server), tap);
      assertThat(notes.heads).hasSize(1);

      tap.giveUp();

      CapturedResponse end = notes.awaitEnd();
      end.release();
      notes.assertNothingIsLeft();
      assertThat(response.body().readAllBytes()).isEqualTo(START);
    }
  }

  @Test
  void aFutureThatIsCancelled() throws Exception {
    try (RawServer server = sending((wire, stream) -> goOn.await())) {
      CompletableFuture<HttpResponse<String>> future =
          client.sendAsync(request(server), notes.tap(BodyHandlers.ofString()));
      notes.awaitBytes();
      future.cancel(true);
      notes.assertMissing(Reason.CUT_OFF);
    }
  }

  @Test
  void aStreamThatIsReset() throws Exception {
    try (RawServer server =
        sending((wire, stream) -> wire.resetStream(stream, Http2Wire.INTERNAL_ERROR))) {
      Throwable plain =
          catchThrowable(() -> client.send(request(server), BodyHandlers.ofByteArray()));
      Throwable tapped =
          catchThrowable(() -> client.send(request(server), notes.tap(BodyHandlers.ofByteArray())));
      assertThat(tapped).hasSameClassAs(plain);
      if (notes.heads.isEmpty()) {
        notes.assertNothingIsLeft(); // The reset overtook the head.
      } else {
        notes.assertMissing(Reason.CUT_OFF);
      }
    }
  }

  private static HttpRequest request(RawServer server) {
    return Fixtures.get(Http2Server.uri(server));
  }

  private static RawServer sending(Ending ending) throws Exception {
    return Http2Server.start(
        tls,
        wire -> {
          wire.settings();
          for (int stream = wire.awaitRequest(); stream > 0; stream = wire.awaitRequest()) {
            wire.acknowledge();
            wire.respond(stream, false);
            wire.data(stream, START);
            ending.of(wire, stream);
          }
        });
  }
}

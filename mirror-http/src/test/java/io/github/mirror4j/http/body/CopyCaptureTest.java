package io.github.mirror4j.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.mirror4j.compare.diff.ReceivedBody.Reason;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.FaultTls;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.ResponseNotes;
import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The response to a copy that is compared is captured, and discarded where it can't be. */
class CopyCaptureTest {

  private static final int SMALL = 1_000;
  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  private static SSLContext tls;

  private final ResponseNotes notes = new ResponseNotes();
  private final CountDownLatch discarded = new CountDownLatch(1);
  private final CountDownLatch closedByClient = new CountDownLatch(1);
  private final HttpClient client = Fixtures.plain();

  @BeforeAll
  static void certificate() throws Exception {
    tls = FaultTls.GOOD.context();
  }

  @AfterEach
  void close() {
    client.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource
  void aResponseIsCapturedWhateverTheLimitOfOthers(ResponseServer way) throws Exception {
    try (ResponseServer.Running server = way.start(tls)) {
      for (int i = 0; i < 2; i++) {
        ResponseDiscarder discarder = capturing(notes, SMALL, false);
        assertThat(server.client().send(Fixtures.get(server.uri()), discarder).body()).isNull();
        discarder.end();
        notes.assertCaptured(ResponseServer.BODY);
      }
      assertThat(server.server().accepted()).as("connections").isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"GET, 304 Not Modified", "HEAD, 200 OK"})
  void aBodyThatIsAnnouncedAndDoesNotComeIsEmpty(String method, String status) throws Exception {
    try (RawServer server =
        responding("HTTP/1.1 " + status + "\r\nContent-Length: 999999\r\n\r\n")) {
      HttpRequest request =
          HttpRequest.newBuilder(server.uri())
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build();
      ResponseDiscarder discarder = capturing(notes, SMALL, method.equals("HEAD"));
      client.send(request, discarder);
      discarder.end();
      notes.assertCaptured(new byte[0]);
    }
  }

  /** The time of a response that is only discarded is short, and begins when that is known. */
  @Test
  void whatIsNotCapturedFurtherIsDiscardedAsOthers() throws Exception {
    try (RawServer server = endless("Content-Type: text/event-stream")) {
      send(server, capturing(notes, SMALL, false));
      Fixtures.await(discarded);
    }
  }

  @Test
  void whatIsCapturedHasTheWholeTime() throws Exception {
    try (RawServer server = responding(CHUNKED + "1\r\nx\r\n0\r\n\r\n")) {
      send(server, capturing(notes, SMALL, false));
      assertThat(discarded.getCount()).isEqualTo(1);
    }
  }

  /** Framing makes no difference between two responses, and so it is no reason to cut one off. */
  @Test
  void tinyChunksAreCaptured() throws Exception {
    int length = 20_000;
    try (RawServer server = responding(CHUNKED + "1\r\nx\r\n".repeat(length) + "0\r\n\r\n")) {
      send(server, capturing(notes, SMALL, false));
      notes.assertCaptured("x".repeat(length).getBytes(StandardCharsets.US_ASCII));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aResponseThatIsTooLargeIsCutOff(boolean isAnnounced) throws Exception {
    int length = (int) ResponseNotes.LIMIT + 1;
    try (RawServer server =
        endless(isAnnounced ? "Content-Length: " + length : "X-Endless: true")) {
      send(server, capturing(notes, SMALL, false));
      notes.assertMissing(Reason.TOO_LARGE);
      Fixtures.await(closedByClient);
    }
  }

  @Test
  void aResponseThatIsTooLargeIsDiscardedWithinTheLimit() throws Exception {
    ResponseNotes little = new ResponseNotes(SMALL, 4 << 20);
    String chunk = ResponseServer.chunk("x".repeat(SMALL));
    try (RawServer server = responding(CHUNKED + chunk.repeat(9) + "0\r\n\r\n")) {
      for (int i = 0; i < 2; i++) {
        send(server, capturing(little, 10 * SMALL, false));
        little.assertMissing(Reason.TOO_LARGE);
      }
      assertThat(server.accepted()).as("connections").isEqualTo(1);
    }
  }

  @Test
  void aStreamIsCutOff() throws Exception {
    try (RawServer server = endless("Content-Type: text/event-stream")) {
      send(server, capturing(notes, SMALL, false));
      notes.assertMissing(Reason.STREAMED);
      Fixtures.await(closedByClient);
    }
  }

  @Test
  void withoutMemoryAResponseIsDiscarded() throws Exception {
    ResponseNotes scarce = new ResponseNotes(ResponseNotes.LIMIT, 2_000);
    String chunk = ResponseServer.chunk("x".repeat(SMALL));
    try (RawServer server = responding(CHUNKED + chunk.repeat(9) + "0\r\n\r\n")) {
      send(server, capturing(scarce, 10 * SMALL, false));
      scarce.assertMissing(Reason.MEMORY_FULL);
    }
  }

  @Test
  void aResponseThatIsNotWantedIsDiscarded() throws Exception {
    notes.isWanted = false;
    try (RawServer server = endless("X-Endless: true")) {
      send(server, capturing(notes, SMALL, false));
      Fixtures.await(closedByClient);
      assertThat(notes.heads).isEmpty();
      notes.assertNothingIsLeft();
    }
  }

  @Test
  void aResponseThatBreaksOff() throws Exception {
    try (RawServer server =
        RawServer.doing(
            connection -> {
              RawServer.readHead(connection);
              RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nstart");
            })) {
      ResponseDiscarder discarder = capturing(notes, SMALL, false);
      assertThatThrownBy(() -> client.send(Fixtures.get(server.uri()), discarder))
          .isInstanceOf(IOException.class);
      notes.assertMissing(Reason.CUT_OFF);
      discarder.end();
      notes.assertNothingIsLeft();
    }
  }

  @Test
  void aResponseThatIsGivenUp() throws Exception {
    try (RawServer server = stalling()) {
      ResponseDiscarder discarder = capturing(notes, SMALL, false);
      var future = client.sendAsync(Fixtures.get(server.uri()), discarder);
      notes.awaitHead();

      discarder.giveUp();

      notes.assertMissing(Reason.NOT_READ);
      future.handle((response, failure) -> "over").get(30, TimeUnit.SECONDS);
      Fixtures.await(closedByClient);
    }
  }

  @Test
  void aCopyThatIsInterrupted() throws Exception {
    try (RawServer server = stalling()) {
      ResponseDiscarder discarder = capturing(notes, SMALL, false);
      CompletableFuture<Throwable> thrown = new CompletableFuture<>();
      Thread copy =
          Thread.ofVirtual()
              .start(
                  () -> {
                    thrown.complete(
                        catchThrowable(() -> client.send(Fixtures.get(server.uri()), discarder)));
                    discarder.end();
                  });
      notes.awaitHead();

      copy.interrupt();

      assertThat(thrown.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
      copy.join();
      CapturedResponse end = notes.awaitEnd();
      assertThat(end.missing().orElseThrow()).isIn(Reason.NOT_READ, Reason.CUT_OFF);
      end.release();
      notes.assertNothingIsLeft();
    }
  }

  @Test
  void withoutAResponseNothingIsReported() throws Exception {
    URI nobody;
    try (RawServer server = RawServer.hanging()) {
      nobody = server.uri();
    }
    ResponseDiscarder discarder = capturing(notes, SMALL, false);
    assertThatThrownBy(() -> client.send(Fixtures.get(nobody), discarder))
        .isInstanceOf(IOException.class);
    discarder.end();
    assertThat(notes.heads).isEmpty();
    notes.assertNothingIsLeft();
  }

  /** The JDK's client keeps it as long as the connection. */
  @Test
  void itHoldsNothingOnceTheExchangeIsOver() throws Exception {
    ResponseDiscarder[] kept = new ResponseDiscarder[1];
    WeakReference<ResponseObserver> observer = captureOnce(kept);
    assertThat(
            FaultResources.await(
                () -> {
                  System.gc();
                  return observer.refersTo(null);
                }))
        .isTrue();
    Reference.reachabilityFence(kept[0]);
  }

  private WeakReference<ResponseObserver> captureOnce(ResponseDiscarder[] kept) throws Exception {
    ResponseNotes own = new ResponseNotes();
    try (RawServer server = responding("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")) {
      kept[0] = new ResponseDiscarder(SMALL, false, () -> {}, own.limits, own);
      client.send(Fixtures.get(server.uri()), kept[0]);
      kept[0].end();
    }
    return new WeakReference<>(own);
  }

  private ResponseDiscarder capturing(ResponseNotes observer, int limit, boolean toHead) {
    return new ResponseDiscarder(limit, toHead, discarded::countDown, observer.limits, observer);
  }

  private void send(RawServer server, ResponseDiscarder discarder) throws Exception {
    client.send(Fixtures.get(server.uri()), discarder);
    discarder.end();
  }

  private static RawServer responding(String response) {
    return RawServer.doing(
        connection -> {
          while (!RawServer.readHead(connection).isEmpty()) {
            RawServer.write(connection, response);
          }
        });
  }

  private RawServer endless(String header) {
    return RawServer.doing(
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
        });
  }

  private RawServer stalling() {
    return RawServer.doing(
        connection -> {
          RawServer.readHead(connection);
          RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx");
          if (connection.getInputStream().read() < 0) {
            closedByClient.countDown();
          }
        });
  }
}

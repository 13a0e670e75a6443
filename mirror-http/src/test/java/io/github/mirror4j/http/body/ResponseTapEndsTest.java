package io.github.mirror4j.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.mirror4j.compare.diff.ReceivedBody.Reason;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.ResponseNotes;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How a response may end that is read along with: the caller sees what it sees without the tap, the
 * end is reported once, and no memory stays behind.
 */
class ResponseTapEndsTest {

  private static final String START = "start";
  private static final int SIZE = 50_000;

  private final ResponseNotes notes = new ResponseNotes();
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final CountDownLatch closedByClient = new CountDownLatch(1);
  private final HttpClient client = Fixtures.plain();

  @AfterEach
  void close() {
    goOn.countDown();
    client.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStreamThatIsClosedEarly(boolean isSync) throws Exception {
    try (RawServer server = stalling()) {
      HttpResponse<InputStream> response =
          send(server, notes.tap(BodyHandlers.ofInputStream()), isSync);
      try (InputStream in = response.body()) {
        assertThat(in.readNBytes(START.length())).asString().isEqualTo(START);
      }

      notes.assertMissing(Reason.CANCELLED);
      Fixtures.await(closedByClient);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStreamThatIsNeverRead(boolean isSync) throws Exception {
    try (RawServer server = responding(fixed(ResponseServer.BODY))) {
      ResponseTap<InputStream> tap = notes.tap(BodyHandlers.ofInputStream());
      HttpResponse<InputStream> response = send(server, tap, isSync);
      assertThat(notes.heads).hasSize(1);
      assertThat(notes.ends).isEmpty();

      tap.giveUp();
      notes.assertMissing(Reason.NOT_READ);

      assertThat(response.body().readAllBytes()).isEqualTo(ResponseServer.BODY);
      notes.assertNothingIsLeft();
    }
  }

  @Test
  void aPublisherThatNobodySubscribesTo() throws Exception {
    try (RawServer server = responding(fixed(ResponseServer.BODY))) {
      ResponseTap<Publisher<List<ByteBuffer>>> tap = notes.tap(BodyHandlers.ofPublisher());
      client.send(Fixtures.get(server.uri()), tap);

      tap.giveUp();

      notes.assertMissing(Reason.NOT_READ);
    }
  }

  /** Nothing is pulled: what the caller does not read stays with the server. */
  @Test
  void aCaptureGrowsOnlyAsTheCallerReads() throws Exception {
    try (RawServer server = responding(fixed(ResponseServer.BODY))) {
      HttpResponse<InputStream> response =
          client.send(Fixtures.get(server.uri()), notes.tap(BodyHandlers.ofInputStream()));
      try (InputStream in = response.body()) {
        in.readNBytes(10);
        long held = notes.memory.held();
        assertThat(held).isLessThanOrEqualTo(64 * 1024);
        in.readNBytes(150_000);
        assertThat(notes.memory.held()).isGreaterThanOrEqualTo(150_000);
      }
      notes.assertMissing(Reason.CANCELLED);
    }
  }

  @Test
  void aLimitingHandlerThatHasEnough() throws Exception {
    BodyHandler<String> limiting = limiting(1000);
    try (RawServer server = responding(fixed(ResponseServer.BODY))) {
      Throwable plain = catchThrowable(() -> client.send(Fixtures.get(server.uri()), limiting));
      Throwable tapped =
          catchThrowable(() -> client.send(Fixtures.get(server.uri()), notes.tap(limiting)));

      assertAlike(tapped, plain);
      if (plain == null) {
        notes.assertCaptured(ResponseServer.BODY);
      } else {
        notes.assertMissing(Reason.CANCELLED);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aResponseThatBreaksOff(boolean isSync) throws Exception {
    try (RawServer server = responding(head(100, "text/plain") + START)) {
      Throwable plain = catchThrowable(() -> send(server, BodyHandlers.ofString(), isSync));
      Throwable tapped =
          catchThrowable(() -> send(server, notes.tap(BodyHandlers.ofString()), isSync));

      assertThat(plain).isInstanceOf(isSync ? IOException.class : ExecutionException.class);
      assertAlike(tapped, plain);
      notes.assertMissing(Reason.CUT_OFF);
    }
  }

  @Test
  void aFutureThatIsCancelled() throws Exception {
    try (RawServer server = stalling()) {
      CompletableFuture<HttpResponse<String>> future =
          client.sendAsync(Fixtures.get(server.uri()), notes.tap(BodyHandlers.ofString()));
      notes.awaitBytes();

      assertThat(future.cancel(true)).isTrue();

      notes.assertMissing(Reason.CUT_OFF);
      Fixtures.await(closedByClient);
    }
  }

  @Test
  void aCallerThatIsInterrupted() throws Exception {
    try (RawServer server = stalling()) {
      CompletableFuture<Throwable> thrown = new CompletableFuture<>();
      BodyHandler<String> tap = notes.tap(BodyHandlers.ofString());
      Thread caller =
          Thread.ofPlatform()
              .start(
                  () ->
                      thrown.complete(
                          catchThrowable(() -> client.send(Fixtures.get(server.uri()), tap))));
      notes.awaitBytes();

      caller.interrupt();

      assertThat(thrown.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
      notes.assertMissing(Reason.CUT_OFF);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aResponseOverTheLimit(boolean isChunked) throws Exception {
    ResponseNotes small = new ResponseNotes(SIZE, 4 << 20);
    byte[] body = ResponseServer.BODY;
    try (RawServer server = responding(isChunked ? chunked(body) : fixed(body))) {
      HttpResponse<byte[]> response = send(server, small.tap(BodyHandlers.ofByteArray()), true);

      assertThat(response.body()).isEqualTo(body);
      small.assertMissing(Reason.TOO_LARGE);
    }
  }

  @Test
  void aResponseOfTheLimitsLength() throws Exception {
    ResponseNotes exact = new ResponseNotes(ResponseServer.BODY.length, 4 << 20);
    try (RawServer server = responding(chunked(ResponseServer.BODY))) {
      send(server, exact.tap(BodyHandlers.discarding()), true);
      exact.assertCaptured(ResponseServer.BODY);
    }
  }

  /** Half of the memory is for responses, and the body is held twice while it is joined. */
  @ParameterizedTest
  @CsvSource({"300000, false", "500000, false", "900000, true"})
  void memoryThatIsNotThere(long memory, boolean isEnough) throws Exception {
    ResponseNotes scarce = new ResponseNotes(ResponseNotes.LIMIT, memory);
    try (RawServer server = responding(chunked(ResponseServer.BODY))) {
      HttpResponse<byte[]> response = send(server, scarce.tap(BodyHandlers.ofByteArray()), true);

      assertThat(response.body()).isEqualTo(ResponseServer.BODY);
      CapturedResponse end = scarce.awaitEnd();
      scarce.ends.add(end);
      if (isEnough) {
        scarce.assertCaptured(ResponseServer.BODY);
      } else {
        assertThat(end.received().body()).hasToString("Missing[reason=" + Reason.MEMORY_FULL + "]");
        assertThat(end.missing()).contains(Reason.MEMORY_FULL);
        end.release();
        end.release();
        scarce.ends.clear();
        scarce.assertNothingIsLeft();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  200 OK, Content-Length: 0",
    "GET,  204 No Content, X-None: 0",
    "GET,  304 Not Modified, Content-Length: 999999",
    "HEAD, 200 OK, Content-Length: 999999",
    "HEAD, 200 OK, Content-Type: text/event-stream",
  })
  void aResponseWithoutBody(String method, String status, String header) throws Exception {
    try (RawServer server = responding("HTTP/1.1 " + status + "\r\n" + header + "\r\n\r\n")) {
      HttpRequest request = HttpRequest.newBuilder(server.uri()).method(method, none()).build();
      HttpResponse<String> response =
          client.send(
              request,
              method.equals("HEAD")
                  ? notes.tapOfHead(BodyHandlers.ofString())
                  : notes.tap(BodyHandlers.ofString()));

      assertThat(response.body()).isEmpty();
      notes.assertCaptured(new byte[0]);
    }
  }

  @Test
  void onlyTheLastResponseOfARedirect() throws Exception {
    try (RawServer end = responding(fixed(START.getBytes(StandardCharsets.UTF_8)));
        RawServer server =
            responding(
                "HTTP/1.1 302 Found\r\nLocation: " + end.uri() + "\r\nContent-Length: 0\r\n\r\n");
        HttpClient following =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build()) {
      HttpResponse<String> response =
          following.send(Fixtures.get(server.uri()), notes.tap(BodyHandlers.ofString()));

      assertThat(response.body()).isEqualTo(START);
      assertThat(notes.heads).hasSize(1);
      notes.assertCaptured(START.getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aHandlerThatThrows(boolean isSync) throws Exception {
    BodyHandler<String> throwing =
        info -> {
          throw new IllegalStateException("handler");
        };
    try (RawServer server = responding(fixed(ResponseServer.BODY))) {
      Throwable plain = catchThrowable(() -> send(server, throwing, isSync));
      Throwable tapped = catchThrowable(() -> send(server, notes.tap(throwing), isSync));

      assertThat(plain).isNotNull();
      assertAlike(tapped, plain);
      assertThat(notes.heads).isEmpty();
      notes.assertNothingIsLeft();
    }
  }

  /** The JDK's client fails or never comes back; it must not depend on the tap which of the two. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aHandlerThatGivesNull(boolean isKeptAlive) throws Exception {
    try (RawServer server = responding("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", 9)) {
      if (isKeptAlive) {
        send(server, BodyHandlers.discarding(), true);
      }
      CompletableFuture<HttpResponse<String>> tapped =
          client.sendAsync(Fixtures.get(server.uri()), notes.tap(info -> null));

      assertThatThrownBy(() -> tapped.get(1, TimeUnit.SECONDS))
          .isInstanceOfAny(TimeoutException.class, ExecutionException.class);
      assertThat(notes.heads).isEmpty();
      notes.assertNothingIsLeft();
    }
  }

  private HttpRequest.BodyPublisher none() {
    return HttpRequest.BodyPublishers.noBody();
  }

  private <T> HttpResponse<T> send(RawServer server, BodyHandler<T> handler, boolean isSync)
      throws Exception {
    HttpRequest request = Fixtures.get(server.uri());
    return isSync
        ? client.send(request, handler)
        : client.sendAsync(request, handler).get(30, TimeUnit.SECONDS);
  }

  /** The kinds of all causes, and their messages. */
  private static void assertAlike(Throwable tapped, Throwable plain) {
    Throwable expected = plain;
    Throwable actual = tapped;
    while (expected != null) {
      assertThat(actual).hasSameClassAs(expected).hasMessage(expected.getMessage());
      expected = expected.getCause();
      actual = actual.getCause();
    }
    assertThat(actual).isNull();
  }

  /** Exists since 25. */
  @SuppressWarnings("unchecked")
  private static BodyHandler<String> limiting(long limit) {
    try {
      return (BodyHandler<String>)
          BodyHandlers.class
              .getMethod("limiting", BodyHandler.class, long.class)
              .invoke(null, BodyHandlers.ofString(), limit);
    } catch (NoSuchMethodException e) {
      return BodyHandlers.ofString();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Responds to the first request of each connection and closes it. */
  private static RawServer responding(String response) {
    return responding(response, 1);
  }

  private static RawServer responding(String response, int times) {
    return RawServer.doing(
        connection -> {
          for (int i = 0; i < times && !RawServer.readHead(connection).isEmpty(); i++) {
            RawServer.write(connection, response);
          }
        });
  }

  /** Sends the start of a response, and no more. */
  private RawServer stalling() {
    return RawServer.doing(
        connection -> {
          RawServer.readHead(connection);
          RawServer.write(connection, head(SIZE, "text/plain") + START);
          if (connection.getInputStream().read() < 0) {
            closedByClient.countDown();
          }
        });
  }

  private static String head(int length, String type) {
    return "HTTP/1.1 200 OK\r\nContent-Type: "
        + type
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  private static String fixed(byte[] body) {
    return head(body.length, "text/plain") + new String(body, StandardCharsets.ISO_8859_1);
  }

  private static String chunked(byte[] body) {
    return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        + ResponseServer.chunk(new String(body, StandardCharsets.ISO_8859_1))
        + ResponseServer.chunk("");
  }
}

package io.github.mirror4j.http.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A recording mirror keeps what arrives, and sends the response it is given. */
class RecordingMirrorTest {

  private final RecordingMirror mirror = RecordingMirror.start();
  private final URI uri = mirror.uri().resolve("/orders?id=1");

  @Test
  void aRequestWithoutBody() throws Exception {
    Instant before = Instant.now();
    HttpResponse<String> response =
        Client.send(HttpRequest.newBuilder(uri).header("X-A", "1").header("X-A", "2"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    RecordedCopy copy = mirror.requests().getFirst();
    assertThat(copy.method()).isEqualTo("GET");
    assertThat(copy.target()).isEqualTo("/orders?id=1");
    assertThat(copy.header("x-a")).hasValue("1");
    assertThat(copy.headers().allValues("X-A")).containsExactly("1", "2");
    assertThat(copy.header("x-b")).isEmpty();
    assertThat(copy.body()).isEmpty();
    assertThat(copy.arrivedAt()).isBetween(before, Instant.now());
  }

  @Test
  void aBodyOfDeclaredLength() throws Exception {
    Client.post(uri, "größer");
    assertThat(mirror.requests().getFirst().bodyAsString()).isEqualTo("größer");
  }

  @Test
  void aBodyInChunks() throws Exception {
    byte[] body = "chunk by chunk ".repeat(20_000).getBytes(StandardCharsets.UTF_8);
    Client.post(uri, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

    RecordedCopy copy = mirror.requests().getFirst();
    assertThat(copy.header("Transfer-Encoding")).hasValue("chunked");
    assertThat(copy.body()).isEqualTo(body);
  }

  @Test
  void anEmptyBody() throws Exception {
    Client.post(uri, "");
    assertThat(mirror.requests().getFirst().header("Content-Length")).hasValue("0");
    assertThat(mirror.requests().getFirst().body()).isEmpty();
  }

  @Test
  void aClientThatWaitsBeforeItSendsTheBody() throws Exception {
    Client.send(
        HttpRequest.newBuilder(uri).expectContinue(true).POST(BodyPublishers.ofString("late")));
    assertThat(mirror.requests().getFirst().bodyAsString()).isEqualTo("late");
  }

  @Test
  void severalRequestsOnAConnection() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(Client.post(uri, "body " + i).statusCode()).isEqualTo(200);
    }
    assertThat(mirror.requests())
        .extracting(RecordedCopy::bodyAsString)
        .containsExactly("body 0", "body 1", "body 2");
  }

  @Test
  void manyAtATime() throws Exception {
    List<HttpRequest> requests =
        IntStream.range(0, 300)
            .mapToObj(i -> BodyPublishers.ofString("body " + i))
            .map(body -> HttpRequest.newBuilder(uri).POST(body).build())
            .toList();
    requests.forEach(
        request -> Client.PLAIN.sendAsync(request, HttpResponse.BodyHandlers.discarding()));

    assertThat(mirror.awaitRequests(300, Client.PATIENCE))
        .extracting(RecordedCopy::bodyAsString)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 300).mapToObj(i -> "body " + i).toList());
  }

  @Test
  void theResponseCanBeSet() throws Exception {
    mirror.respond(503, "später");
    HttpResponse<String> response = Client.get(uri);
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).isEqualTo("später");

    mirror.respond(204);
    assertThat(Client.get(uri).statusCode()).isEqualTo(204);
    assertThat(Client.get(uri).statusCode()).isEqualTo(204);
  }

  @Test
  void headGetsNoBody() throws Exception {
    mirror.respond(200, "text");
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> response = Client.send(HttpRequest.newBuilder(uri).HEAD());
      assertThat(response.headers().firstValue("Content-Length")).hasValue("4");
      assertThat(response.body()).isEmpty();
    }
  }

  @Test
  void aDelayedResponseComesAfterTheRecord() throws Exception {
    mirror.delay(Duration.ofHours(1));
    var response =
        Client.PLAIN.sendAsync(
            HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());

    mirror.awaitRequests(1, Client.PATIENCE);
    assertThat(response).isNotDone();
    mirror.close();
    assertThat(response).failsWithin(Client.PATIENCE);
  }

  @Test
  void whatIsOutOfRangeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mirror.respond(101))
        .withMessage("status: 101 (expected: 200 to 599)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mirror.delay(Duration.ofSeconds(-1)))
        .withMessage("delay: PT-1S (expected: at least PT0S)");
  }

  @Test
  void itCanForget() throws Exception {
    Client.get(uri);
    List<RecordedCopy> before = mirror.requests();
    mirror.reset();
    assertThat(mirror.requests()).isEmpty();
    assertThat(before).hasSize(1).isUnmodifiable();
  }

  @Test
  void aRequestIsAwaited() throws Exception {
    var asked =
        Client.PLAIN.sendAsync(
            HttpRequest.newBuilder(uri).DELETE().build(), HttpResponse.BodyHandlers.discarding());
    RecordedCopy copy = mirror.awaitRequest(r -> r.method().equals("DELETE"), Client.PATIENCE);
    assertThat(copy.target()).isEqualTo("/orders?id=1");
    assertThat(asked).succeedsWithin(Client.PATIENCE);
  }

  @Test
  void whatDoesNotComeIsSaid() throws Exception {
    Client.post(uri, "12345");
    assertThatThrownBy(() -> mirror.awaitRequests(2, Duration.ofMillis(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessage("requests: 1 (expected: 2 within PT0.001S)\n  POST /orders?id=1 (5 bytes)");
    assertThatThrownBy(() -> mirror.awaitRequest(r -> r.body().length > 5, Duration.ZERO))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "request: none of 1 (expected: one that passes the test within PT0S)\n"
                + "  POST /orders?id=1 (5 bytes)");
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedAndSaid() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .expectContinue(false)
            .POST(BodyPublishers.ofByteArray(new byte[RecordingMirror.BODY_LIMIT + 1]))
            .build();
    Client.PLAIN
        .sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .handle((response, failure) -> true)
        .join();
    assertThatThrownBy(() -> mirror.awaitRequests(1, Duration.ofMillis(1)))
        .hasMessageContaining("requests: 0 (expected: 1 within PT0.001S)\n")
        .hasMessageContaining("refused: POST /orders?id=1: body: larger (expected: at most ");
  }

  @Test
  void whereNothingArrivesTheErrorSaysWhereToLook() {
    assertThatThrownBy(() -> mirror.awaitRequests(1, Duration.ofMillis(1)))
        .hasMessage(
            "requests: 0 (expected: 1 within PT0.001S): nothing has arrived,"
                + " client.explain(request) says why");
    assertThatThrownBy(() -> mirror.awaitRequest(any -> true, Duration.ofMillis(1)))
        .hasMessageContaining("none of 0")
        .hasMessageContaining("client.explain(request)");
  }

  @AfterEach
  void close() {
    mirror.close();
  }
}

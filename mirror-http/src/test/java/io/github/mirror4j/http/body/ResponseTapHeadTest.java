package io.github.mirror4j.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.compare.diff.ReceivedBody.Reason;
import io.github.mirror4j.http.fixture.ResponseNotes;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decided when the head of a response has come. */
class ResponseTapHeadTest {

  private final ResponseNotes notes = new ResponseNotes();
  private final BodySubscriber<String> reader = BodySubscribers.ofString(StandardCharsets.UTF_8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/event-stream",
        "Text/Event-Stream; charset=utf-8",
        "multipart/x-mixed-replace;boundary=x",
        "application/grpc",
        "application/grpc+proto",
        "application/grpc-web-text",
      })
  void aStreamIsTheCallersAlone(String type) throws Exception {
    assertThat(notes.tap(info -> reader).apply(head(200, "Content-Type", type))).isSameAs(reader);
    notes.assertMissing(Reason.STREAMED);
  }

  @Test
  void aSwitchOfProtocolsIsTheCallersAlone() throws Exception {
    assertThat(notes.tap(info -> reader).apply(head(101, "Upgrade", "x"))).isSameAs(reader);
    notes.assertMissing(Reason.STREAMED);
  }

  @Test
  void aBodyThatIsAnnouncedAsTooLongIsTheCallersAlone() throws Exception {
    ResponseInfo long1 = head(200, "Content-Length", "" + (ResponseNotes.LIMIT + 1));
    assertThat(notes.tap(info -> reader).apply(long1)).isSameAs(reader);
    notes.assertMissing(Reason.TOO_LARGE);
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Type, application/json",
    "Content-Type, application/problem+json",
    "Content-Type, application/x-ndjson",
    "Content-Type, text/html; charset=iso-8859-1",
    "Content-Type, text/event-streams",
    "Content-Type, application/octet-stream",
    "Content-Type, multipart/form-data; boundary=x",
    "Content-Type, ''",
    "Content-Type, ;",
    "Content-Length, 262144",
    "Content-Length, many",
    "Content-Length, -1",
    "X-Nothing, said",
  })
  void othersAreCaptured(String name, String value) {
    BodySubscriber<String> tapped = notes.tap(info -> reader).apply(head(200, name, value));
    assertThat(tapped).isNotSameAs(reader);
    assertThat(tapped.getBody()).isSameAs(reader.getBody());
    assertThat(notes.heads).hasSize(1);
    assertThat(notes.ends).isEmpty();
  }

  @Test
  void aResponseThatIsNotWantedIsTheCallersAlone() {
    notes.isWanted = false;
    assertThat(notes.tap(info -> reader).apply(head(200, "A", "b"))).isSameAs(reader);
    assertThat(notes.heads).isEmpty();
    notes.assertNothingIsLeft();
  }

  @Test
  void aTapThatWasGivenUpLeavesTheResponseToTheCaller() {
    ResponseTap<String> tap = notes.tap(info -> reader);
    tap.giveUp();
    assertThat(tap.apply(head(200, "A", "b"))).isSameAs(reader);
    assertThat(notes.heads).isEmpty();
    notes.assertNothingIsLeft();
  }

  @Test
  void aHandlerThatGivesNoSubscriberGivesNone() {
    assertThat(notes.tap(info -> null).apply(head(200, "A", "b"))).isNull();
    notes.assertNothingIsLeft();
  }

  @Test
  void whatAHandlerThrowsIsThrown() {
    AssertionError failure = new AssertionError("handler");
    ResponseTap<String> tap =
        notes.tap(
            info -> {
              throw failure;
            });
    assertThatThrownBy(() -> tap.apply(head(200, "A", "b"))).isSameAs(failure);
    notes.assertNothingIsLeft();
  }

  /** A client may repeat a request by itself; the caller's response is the last one. */
  @Test
  void aFurtherResponseReplacesTheFirst() throws Exception {
    ResponseTap<String> tap = notes.tap(info -> BodySubscribers.replacing("x"));
    BodySubscriber<String> first = tap.apply(head(503, "A", "b"));
    first.onNext(List.of(ByteBuffer.allocate(9)));
    BodySubscriber<String> second = tap.apply(head(200, "A", "b"));
    first.onComplete();
    assertThat(notes.ends).isEmpty();

    second.onSubscribe(new Unused());
    second.onNext(List.of(ByteBuffer.allocate(3)));
    second.onComplete();

    assertThat(notes.heads).extracting(ResponseInfo::statusCode).containsExactly(503, 200);
    assertThat(notes.ends).extracting(CapturedResponse::status).containsExactly(200);
    notes.assertCaptured(new byte[3]);
  }

  @Test
  void aHeadThatIsLargerThanUsualTakesMemory() throws Exception {
    int length = 100_000;
    ResponseTap<String> tap = notes.tap(info -> reader);
    tap.apply(head(200, "X-Large", "x".repeat(length)));
    assertThat(notes.memory.held()).isBetween((long) length - 20_000, (long) length + 20_000);
    tap.giveUp();
    notes.assertMissing(Reason.NOT_READ);
  }

  @Test
  void memoryIsGivenBackOnceHoweverOftenItIsReleased() throws Exception {
    BodySubscriber<String> tapped =
        notes.tap(info -> reader).apply(head(200, "X-Large", "x".repeat(100_000)));
    tapped.onSubscribe(new Unused());
    tapped.onNext(List.of(ByteBuffer.allocate(3_000), ByteBuffer.allocate(3_000)));
    tapped.onComplete();
    CapturedResponse end = notes.awaitEnd();
    end.release();
    end.release();
    notes.assertNothingIsLeft();
  }

  @Test
  void aHeadWithoutMemoryForItIsNotHeld() throws Exception {
    ResponseNotes scarce = new ResponseNotes(ResponseNotes.LIMIT, 100_000);
    ResponseTap<String> tap = scarce.tap(info -> reader);
    assertThat(tap.apply(head(200, "X-Large", "x".repeat(100_000)))).isSameAs(reader);
    assertThat(scarce.ends).extracting(CapturedResponse::headers).containsExactly(Map.of());
    scarce.assertMissing(Reason.MEMORY_FULL);
  }

  @Test
  void theHeadIsHandedOverAsItCame() throws Exception {
    ResponseInfo head = head(418, "X-Two", "a");
    BodySubscriber<String> tapped = notes.tap(info -> reader).apply(head);
    tapped.onSubscribe(new Unused());
    tapped.onComplete();

    CapturedResponse end = notes.awaitEnd();
    assertThat(end.received().status()).isEqualTo(418);
    assertThat(end.received().headers()).containsKey("x-two");
    assertThat(end.version()).isEqualTo(HttpClient.Version.HTTP_2);
    end.release();
    notes.assertNothingIsLeft();
  }

  /** What observers throw is not the caller's either. */
  @Test
  void anObserverThatFailsIsNotNoticed() {
    ResponseNotes failing =
        new ResponseNotes() {
          @Override
          public void head(ResponseInfo head, long nanoTime) {
            throw new StackOverflowError();
          }
        };
    assertThat(failing.tap(info -> reader).apply(head(200, "A", "b"))).isSameAs(reader);
    assertThat(failing.failures).hasSize(1);
    assertThat(failing.memory.held()).isZero();
  }

  @Test
  void theTapSaysWhatTheHandlerSays() {
    var handler =
        new BodyHandler<String>() {
          @Override
          public BodySubscriber<String> apply(ResponseInfo info) {
            return reader;
          }

          @Override
          public String toString() {
            return "the caller's";
          }
        };
    assertThat(notes.tap(handler)).hasToString("the caller's");
  }

  private static final class Unused implements Subscription {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }

  static ResponseInfo head(int status, String name, String value) {
    HttpHeaders headers = HttpHeaders.of(Map.of(name, List.of(value)), (a, b) -> true);
    return new Head(status, headers);
  }

  private record Head(int statusCode, HttpHeaders headers) implements ResponseInfo {
    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_2;
    }
  }
}

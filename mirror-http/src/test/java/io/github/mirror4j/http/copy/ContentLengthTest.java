package io.github.mirror4j.http.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.Reader;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorCounts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The caller's publisher is asked for its length and subscribed to as often as without mirroring;
 * the limit and the framing of copies follow from what the wrapped client was told.
 */
class ContentLengthTest {

  private static final int LIMIT = 1000;

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final RecordingServer mirror = RecordingServer.responding("ok");

  record Body(String text, boolean known) {

    @Override
    public String toString() {
      return text.length() + " bytes, " + (known ? "declared" : "not declared");
    }
  }

  static Stream<Body> bodies() {
    return Stream.of("", "body", "x".repeat(LIMIT + 1))
        .flatMap(text -> Stream.of(new Body(text, true), new Body(text, false)));
  }

  @AfterEach
  void close() {
    primary.close();
    mirror.close();
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void isAskedAsOftenAsByThePlainClient(Body body) throws Exception {
    for (Version version : Version.values()) {
      HttpClient.Builder builder = HttpClient.newBuilder().version(version);
      try (HttpClient plain = builder.build();
          MirroringHttpClient wrapped = mirroring(builder.build())) {
        Counting expected = new Counting(body);
        plain.send(Fixtures.post(primary.uri(), expected), BodyHandlers.discarding());

        for (boolean paused : new boolean[] {false, true}) {
          if (paused) {
            wrapped.engine().pause();
          }
          Counting seen = new Counting(body);
          wrapped.send(Fixtures.post(primary.uri(), seen), BodyHandlers.discarding());
          assertThat(seen.asked).as("asked").hasValue(expected.asked.get());
          assertThat(seen.subscribed).as("subscribed").hasValue(expected.subscribed.get());
        }
        Fixtures.settled(wrapped);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void aCopyHasTheBodyAndItsFraming(Body body) throws Exception {
    try (MirroringHttpClient wrapped = mirroring(Fixtures.plain())) {
      wrapped.send(Fixtures.post(primary.uri(), new Counting(body)), BodyHandlers.discarding());

      MirrorCounts counts = Fixtures.settled(wrapped);
      if (body.text.length() > LIMIT) {
        assertThat(counts.dropped(DropReason.BODY_TOO_LARGE)).isEqualTo(1);
        return;
      }
      assertThat(counts.completedInTotal()).isEqualTo(1);
      assertThat(mirror.requests().getFirst().body()).asString().isEqualTo(body.text);
      assertThat(mirror.requests().getFirst().header("content-length"))
          .isEqualTo(primary.requests().getFirst().header("content-length"));
    }
  }

  /** A client that asks nothing, as a mock does, makes nobody else ask. */
  @Test
  void isNotAskedWhereTheWrappedClientDoesNotAsk() throws Exception {
    FakeClient delegate = new FakeClient();
    Counting body = new Counting(new Body("body", true));
    delegate.sending = request -> request.bodyPublisher().orElseThrow().subscribe(new Reader());
    try (MirroringHttpClient wrapped = mirroring(delegate)) {
      BodyPublisher joined = BodyPublishers.concat(body, BodyPublishers.noBody());
      wrapped.send(Fixtures.post(URI.create("http://orders/"), joined), BodyHandlers.discarding());

      assertThat(body.asked).hasValue(0);
      assertThat(Fixtures.settled(wrapped).completedInTotal()).isEqualTo(1);
      assertThat(mirror.requests().getFirst().body()).asString().isEqualTo("body");
    }
  }

  /** As a request without body: v2 is to see also what breaks v1. */
  @Test
  void anEmptyBodyIsCopiedAlsoWhereThePrimaryFails() throws Exception {
    try (RawServer broken = RawServer.doing(java.net.Socket::close);
        MirroringHttpClient wrapped = mirroring(Fixtures.plain())) {
      HttpRequest request = Fixtures.post(broken.uri(), new Counting(new Body("", true)));
      try {
        wrapped.send(request, BodyHandlers.discarding());
      } catch (java.io.IOException expected) {
        assertThat(expected).isNotNull();
      }
      assertThat(Fixtures.settled(wrapped).completedInTotal()).isEqualTo(1);
    }
  }

  private MirroringHttpClient mirroring(HttpClient delegate) {
    return MirroringHttpClient.builder(delegate)
        .rules(Fixtures.copyAll(mirror.uri()))
        .bodyLimit(LIMIT)
        .build();
  }

  /** Counts what it is asked. */
  private static final class Counting implements BodyPublisher {

    final AtomicInteger asked = new AtomicInteger();
    final AtomicInteger subscribed = new AtomicInteger();
    private final Body body;
    private final BodyPublisher source;

    Counting(Body body) {
      this.body = body;
      source = BodyPublishers.ofString(body.text);
    }

    @Override
    public long contentLength() {
      asked.incrementAndGet();
      return body.known ? source.contentLength() : -1;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
      subscribed.incrementAndGet();
      source.subscribe(subscriber);
    }
  }
}

package io.github.mirror4j.http.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.Reader;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorCounts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was never sent as a whole is not mirrored, and the reason is counted. */
class NoCopyTest {

  private final RecordingServer mirror = RecordingServer.responding("ok");
  private final MirroringHttpClient client = Fixtures.mirroringTo(mirror.uri());
  private final CountDownLatch subscribed = new CountDownLatch(1);
  private final CountDownLatch cancelled = new CountDownLatch(1);

  @AfterEach
  void close() {
    client.close();
    mirror.close();
  }

  @Test
  void aServerThatDoesNotWantTheBody() throws Exception {
    RawServer.Behaviour refuses =
        connection -> {
          RawServer.readHead(connection);
          RawServer.write(
              connection,
              "HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        };
    try (RawServer primary = RawServer.doing(refuses)) {
      HttpRequest request =
          HttpRequest.newBuilder(primary.uri())
              .POST(BodyPublishers.ofString("body"))
              .expectContinue(true)
              .build();

      assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(417);
    }
    assertDropped(DropReason.BODY_INCOMPLETE);
  }

  @Test
  void aPrimaryThatGetsItsResponseBeforeItsBodyIsComplete() throws Exception {
    FakeClient delegate = new FakeClient();
    delegate.sending = request -> request.bodyPublisher().orElseThrow().subscribe(new Reader());
    try (MirroringHttpClient early =
        MirroringHttpClient.wrap(delegate, Fixtures.copyAll(mirror.uri()))) {
      HttpRequest request = Fixtures.post(URI.create("http://orders/"), unending());

      assertThat(early.send(request, BodyHandlers.discarding())).isSameAs(delegate.response);

      assertThat(subscribed.getCount()).isZero();
      assertThat(Fixtures.settled(early).dropped(DropReason.BODY_INCOMPLETE)).isEqualTo(1);
    }
    assertThat(mirror.requests()).isEmpty();
  }

  @Test
  void aCallerThatCancelsBeforeTheBodyIsComplete() throws Exception {
    try (RawServer primary = RawServer.hanging()) {
      var response =
          client.sendAsync(Fixtures.post(primary.uri(), unending()), BodyHandlers.discarding());
      Fixtures.await(subscribed);

      response.cancel(true);

      assertDropped(DropReason.PRIMARY_CANCELLED);
      Fixtures.await(cancelled);
    }
  }

  @Test
  void aCallerThatIsInterruptedBeforeTheBodyIsComplete() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    try (RawServer primary = RawServer.hanging()) {
      HttpRequest request = Fixtures.post(primary.uri(), unending());
      Thread caller =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      client.send(request, BodyHandlers.discarding());
                    } catch (IOException | InterruptedException e) {
                      thrown.set(e);
                    }
                  });
      Fixtures.await(subscribed);

      caller.interrupt();
      caller.join();

      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
      assertDropped(DropReason.PRIMARY_CANCELLED);
    }
  }

  @Test
  void aPublisherThatFails() throws Exception {
    BodyPublisher failing =
        BodyPublishers.fromPublisher(
            subscriber -> {
              subscriber.onSubscribe(new Nothing());
              subscriber.onError(new IOException("no body"));
            });
    try (RawServer primary = RawServer.hanging()) {
      HttpRequest request = Fixtures.post(primary.uri(), failing);
      assertThatThrownBy(() -> client.send(request, BodyHandlers.discarding()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no body");
    }
    assertDropped(DropReason.PRIMARY_FAILED);
  }

  @Test
  void aServerThatIsNotThere() throws Exception {
    HttpRequest request = Fixtures.post(URI.create("http://127.0.0.1:1/"), "body");
    assertThatThrownBy(() -> client.send(request, BodyHandlers.discarding()))
        .isInstanceOf(IOException.class);
    assertDropped(DropReason.PRIMARY_FAILED);
  }

  private void assertDropped(DropReason reason) throws Exception {
    MirrorCounts total = Fixtures.settled(client);
    assertThat(total.dropped(reason)).as("%s", total).isEqualTo(1);
    assertThat(total.selected()).isEqualTo(1);
    assertThat(mirror.requests()).isEmpty();
  }

  /** A body of 100 bytes of which 10 come. */
  private BodyPublisher unending() {
    return BodyPublishers.fromPublisher(
        subscriber ->
            subscriber.onSubscribe(
                new Subscription() {
                  private boolean begun;

                  @Override
                  public void request(long n) {
                    if (!begun) {
                      begun = true;
                      subscriber.onNext(ByteBuffer.allocate(10));
                      subscribed.countDown();
                    }
                  }

                  @Override
                  public void cancel() {
                    cancelled.countDown();
                  }
                }),
        100);
  }

  /** A subscription to nothing. */
  private static final class Nothing implements Subscription {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }
}

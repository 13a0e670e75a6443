package io.github.mirror4j.http.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.Reader;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Between the caller's publisher and the delegate everything passes as if there were no tap. */
class TapTest {

  private final RecordingServer mirror = RecordingServer.responding("ok");
  private final FakeClient delegate = new FakeClient();
  private final MirroringHttpClient client =
      MirroringHttpClient.wrap(delegate, Fixtures.copyAll(mirror.uri()));
  private final Reader reader = new Reader();

  @AfterEach
  void close() {
    client.close();
    mirror.close();
  }

  @Test
  void oneBufferUsedAgainAndAgain() throws Exception {
    byte[] bytes = new byte[5000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    ByteBuffer shared = ByteBuffer.allocateDirect(7);
    send(
        subscriber -> {
          subscriber.onSubscribe(new Ignoring(new ArrayList<>()));
          for (int i = 0; i < bytes.length; i += 7) {
            shared.clear().put(bytes, i, Math.min(7, bytes.length - i)).flip();
            subscriber.onNext(shared);
          }
          subscriber.onComplete();
        },
        reader);

    assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    assertThat(reader.bytes.toByteArray()).isEqualTo(bytes);
    assertThat(mirror.requests().get(0).body()).isEqualTo(bytes);
  }

  @Test
  void demandAndCancelReachTheSource() throws Exception {
    List<String> calls = new ArrayList<>();
    send(subscriber -> subscriber.onSubscribe(new Ignoring(calls)), reader);
    reader.subscription.cancel();

    assertThat(calls).containsExactly("request 1", "cancel");
  }

  @Test
  void anErrorReachesTheDelegate() throws Exception {
    IOException failure = new IOException("source");
    send(
        subscriber -> {
          subscriber.onSubscribe(new Ignoring(new ArrayList<>()));
          subscriber.onNext(ByteBuffer.allocate(3));
          subscriber.onError(failure);
        },
        reader);

    assertThat(reader.failure).isSameAs(failure);
    assertThat(Fixtures.settled(client).dropped(DropReason.BODY_INCOMPLETE)).isEqualTo(1);
  }

  @Test
  void whatSubscribeThrowsReachesTheDelegate() {
    IllegalStateException failure = new IllegalStateException("source");
    assertThatThrownBy(
            () ->
                send(
                    subscriber -> {
                      throw failure;
                    },
                    reader))
        .isSameAs(failure);
    assertThatThrownBy(() -> send(subscriber -> subscriber.onComplete(), null))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void aSecondSubscriptionOfTheDelegateStartsOver() throws Exception {
    delegate.sending =
        request -> {
          BodyPublisher tap = request.bodyPublisher().orElseThrow();
          tap.subscribe(new Half());
          tap.subscribe(reader);
          tap.subscribe(new Reader());
        };
    client.send(post(BodyPublishers.ofByteArrays(PARTS)), BodyHandlers.discarding());

    assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    assertThat(mirror.requests()).hasSize(1);
    assertThat(mirror.requests().get(0).body()).containsExactly(1, 2, 3, 4);
    assertThat(reader.isComplete).isTrue();
  }

  @Test
  void aBodyShorterOrLongerThanDeclaredIsNotCopied() throws Exception {
    BodyPublisher parts = BodyPublishers.ofByteArrays(PARTS);
    send(BodyPublishers.fromPublisher(parts, 3), reader);
    send(BodyPublishers.fromPublisher(parts, 5), reader);

    assertThat(Fixtures.settled(client).dropped(DropReason.BODY_INCOMPLETE)).isEqualTo(2);
    assertThat(mirror.requests()).isEmpty();
  }

  @Test
  void theLengthIsTheSources() throws Exception {
    send(BodyPublishers.ofString("four"), reader);
    send(BodyPublishers.ofByteArrays(PARTS), reader);

    assertThat(delegate.calls)
        .filteredOn(call -> call.method().equals("send"))
        .extracting(call -> ((HttpRequest) call.arguments().get(0)).bodyPublisher().get())
        .extracting(BodyPublisher::contentLength)
        .containsExactly(4L, -1L);
  }

  private static final List<byte[]> PARTS = List.of(new byte[] {1, 2}, new byte[] {3, 4});

  private void send(
      java.util.concurrent.Flow.Publisher<ByteBuffer> source, Subscriber<ByteBuffer> subscriber)
      throws Exception {
    BodyPublisher publisher =
        source instanceof BodyPublisher ready ? ready : BodyPublishers.fromPublisher(source);
    delegate.sending = request -> request.bodyPublisher().orElseThrow().subscribe(subscriber);
    client.send(post(publisher), BodyHandlers.discarding());
  }

  private static HttpRequest post(BodyPublisher body) {
    return Fixtures.post(URI.create("http://orders/"), body);
  }

  /** Takes one buffer and stops. */
  private static final class Half implements Subscriber<ByteBuffer> {
    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(1);
    }

    @Override
    public void onNext(ByteBuffer item) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }

  /** Notes what it is asked and does nothing. */
  private record Ignoring(List<String> calls) implements Subscription {
    @Override
    public void request(long n) {
      calls.add("request " + n);
    }

    @Override
    public void cancel() {
      calls.add("cancel");
    }
  }
}

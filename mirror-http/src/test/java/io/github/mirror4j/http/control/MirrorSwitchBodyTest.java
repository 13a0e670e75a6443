package io.github.mirror4j.http.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirrorSwitch;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.Reader;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Switched off while a body is being read along: no copy, and its memory is given back. */
@Isolated("the switch is the process's")
class MirrorSwitchBodyTest {

  private final RecordingServer mirror = RecordingServer.responding("ok");
  private final FakeClient delegate = new FakeClient();
  private final MirroringHttpClient client =
      MirroringHttpClient.wrap(delegate, Fixtures.copyAll(mirror.uri()));
  private final Reader reader = new Reader();

  @AfterEach
  void close() {
    MirrorSwitch.on();
    client.close();
    mirror.close();
  }

  @Test
  void theNextBytesLetGoOfAllBefore() throws Exception {
    send(
        subscriber -> {
          subscriber.onNext(bytes());
          assertThat(client.engine().stats().bufferedBytes()).isPositive();
          MirrorSwitch.off();
          subscriber.onNext(bytes());
          assertThat(client.engine().stats().bufferedBytes()).isZero();
          assertThat(client.engine().stats().total().dropped(DropReason.SWITCHED_OFF)).isEqualTo(1);
          MirrorSwitch.on();
          subscriber.onNext(bytes());
          subscriber.onComplete();
        });
    assertDropped(9);
  }

  @Test
  void aBodyThatHasJustBeenReadIsNotSentEither() throws Exception {
    send(
        subscriber -> {
          subscriber.onNext(bytes());
          MirrorSwitch.off();
          subscriber.onComplete();
        });
    assertDropped(3);
  }

  @Test
  void whatIsSwitchedOffAndOnBetweenBytesIsNotNoticed() throws Exception {
    send(
        subscriber -> {
          subscriber.onNext(bytes());
          MirrorSwitch.off();
          MirrorSwitch.on();
          subscriber.onNext(bytes());
          subscriber.onComplete();
        });
    assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    assertThat(mirror.requests().get(0).body()).hasSize(6);
  }

  private void assertDropped(int length) throws Exception {
    assertThat(Fixtures.settled(client).dropped(DropReason.SWITCHED_OFF)).isEqualTo(1);
    assertThat(client.engine().stats().total().selected()).isEqualTo(1);
    assertThat(mirror.requests()).isEmpty();
    assertThat(reader.bytes.toByteArray()).as("the primary's body").hasSize(length);
    assertThat(reader.isComplete).isTrue();
  }

  private void send(Consumer<Subscriber<? super ByteBuffer>> source) throws Exception {
    delegate.sending = request -> request.bodyPublisher().orElseThrow().subscribe(reader);
    client.send(
        Fixtures.post(
            URI.create("http://orders/"),
            BodyPublishers.fromPublisher(
                subscriber -> {
                  subscriber.onSubscribe(new Endless());
                  source.accept(subscriber);
                })),
        BodyHandlers.discarding());
  }

  private static ByteBuffer bytes() {
    return ByteBuffer.wrap(new byte[] {1, 2, 3});
  }

  /** The source asks for no demand. */
  private static final class Endless implements Subscription {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }
}

package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.mirror4j.http.body.ChunkPublisher;
import io.github.mirror4j.http.fixture.Fixtures;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A captured body is published as it lies, as demand asks for it, to each subscriber. */
class ChunkPublisherTest {

  private final byte[] first = {1, 2, 3};
  private final byte[] second = {4};
  private final ChunkPublisher publisher = new ChunkPublisher(() -> List.of(first, second), 4);

  /** Notes each signal, and does something with each buffer. */
  private static class Notes implements Subscriber<ByteBuffer> {

    final List<Object> signals = new ArrayList<>();
    final List<ByteBuffer> buffers = new ArrayList<>();
    Subscription subscription;
    Consumer<Subscription> onNext = subscription -> {};
    private boolean inside;

    @Override
    public void onSubscribe(Subscription subscription) {
      this.subscription = subscription;
      signals.add("subscribed");
    }

    @Override
    public void onNext(ByteBuffer item) {
      assertThat(inside).as("a signal inside another").isFalse();
      inside = true;
      buffers.add(item);
      signals.add((int) item.get(0));
      onNext.accept(subscription);
      inside = false;
    }

    @Override
    public void onError(Throwable failure) {
      signals.add(failure.getClass().getSimpleName());
    }

    @Override
    public void onComplete() {
      assertThat(inside).as("a signal inside another").isFalse();
      signals.add("complete");
    }
  }

  @Test
  void nothingComesUnasked() {
    Notes notes = subscribed();
    assertThat(notes.signals).containsExactly("subscribed");
    notes.subscription.request(1);
    assertThat(notes.signals).containsExactly("subscribed", 1);
    notes.subscription.request(1);
    assertThat(notes.signals).containsExactly("subscribed", 1, 4, "complete");
    notes.subscription.request(1);
    assertThat(notes.signals).hasSize(4);
  }

  @Test
  void whatIsAskedForFromInsideComesAfterwards() {
    Notes notes = subscribed();
    notes.onNext = subscription -> subscription.request(1);
    notes.subscription.request(1);
    assertThat(notes.signals).containsExactly("subscribed", 1, 4, "complete");
  }

  @Test
  void demandHasNoUpperEnd() {
    Notes notes = subscribed();
    notes.onNext = subscription -> subscription.request(Long.MAX_VALUE);
    notes.subscription.request(Long.MAX_VALUE);
    assertThat(notes.signals).containsExactly("subscribed", 1, 4, "complete");
  }

  @Test
  void afterACancellationNothingComes() {
    Notes notes = subscribed();
    notes.onNext = Subscription::cancel;
    notes.subscription.request(2);
    notes.subscription.request(2);
    assertThat(notes.signals).containsExactly("subscribed", 1);
  }

  @Test
  void wrongDemandIsAnErrorAndTheEnd() {
    Notes notes = subscribed();
    notes.subscription.request(0);
    notes.subscription.request(1);
    assertThat(notes.signals).containsExactly("subscribed", "IllegalArgumentException");
  }

  @Test
  void eachSubscriberGetsTheWholeOfIt() {
    for (int i = 0; i < 2; i++) {
      Notes notes = subscribed();
      notes.subscription.request(9);
      assertThat(notes.signals).containsExactly("subscribed", 1, 4, "complete");
    }
  }

  @Test
  void anEmptyOneIsCompleteWhenAskedForAndNotWhileItIsSubscribedTo() {
    Notes notes = new Notes();
    new ChunkPublisher(() -> List.of(), -1).subscribe(notes);
    assertThat(notes.signals).containsExactly("subscribed");
    notes.subscription.request(1);
    assertThat(notes.signals).containsExactly("subscribed", "complete");
  }

  @Test
  void theBytesAreNotCopiedAndCannotBeChanged() {
    Notes notes = subscribed();
    notes.subscription.request(2);
    assertThat(notes.buffers).allMatch(ByteBuffer::isReadOnly);
    first[0] = 9;
    assertThat(notes.buffers.get(0).get(0)).isEqualTo((byte) 9);
  }

  @Test
  void nobodyMayNotSubscribe() {
    assertThatNullPointerException().isThrownBy(() -> publisher.subscribe(null));
    assertThat(publisher.contentLength()).isEqualTo(4);
  }

  @Test
  void manyThreadsMayAskAtOnce() throws Exception {
    int count = 2_000;
    List<byte[]> many = IntStream.range(0, count).mapToObj(i -> new byte[] {(byte) i}).toList();
    CountDownLatch complete = new CountDownLatch(1);
    Notes notes =
        new Notes() {
          @Override
          public void onComplete() {
            complete.countDown();
          }
        };
    new ChunkPublisher(() -> many, count).subscribe(notes);
    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    Thread.ofPlatform()
                        .start(
                            () -> {
                              for (int n = 0; n < count / 4; n++) {
                                notes.subscription.request(1);
                              }
                            }))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    Fixtures.await(complete);
    assertThat(notes.signals).hasSize(1 + count);
    assertThat(notes.signals.get(count)).isEqualTo((int) (byte) (count - 1));
  }

  private Notes subscribed() {
    Notes notes = new Notes();
    publisher.subscribe(notes);
    return notes;
  }
}

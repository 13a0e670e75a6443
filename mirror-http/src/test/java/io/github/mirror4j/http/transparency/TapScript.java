package io.github.mirror4j.http.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscriber;

/**
 * What happens to one body, as a seed says: its chunks, the subscriptions to it with their ends,
 * and the end of the primary, in the caller's thread or in others at the same time.
 */
final class TapScript implements BodyPublisher {

  private static final int AMPLE = 1 << 30;

  final long bodyLimit;
  final long bodyMemory;

  private final Random random;
  private final List<byte[]> chunks = new ArrayList<>();
  private final int size;
  private final long declared;
  private final boolean publishedByTwo;
  private final boolean endedMeanwhile;
  private final boolean responded;
  private final List<TapSubscription> subscriptions = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private boolean mustBeSent;

  TapScript(long seed) {
    random = new Random(seed);
    int count = random.nextInt(random.nextInt(10) == 0 ? 40 : 6);
    for (int i = 0; i < count; i++) {
      byte[] chunk = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(40 * 1024)];
      // Bytes that tell where they belong.
      for (int j = 0; j < chunk.length; j++) {
        chunk[j] = (byte) (i * 7 + j * 31 + 1);
      }
      chunks.add(chunk);
    }
    size = chunks.stream().mapToInt(chunk -> chunk.length).sum();
    declared =
        switch (random.nextInt(8)) {
          case 0, 1, 2 -> -1;
          case 3 -> size + 1 + random.nextInt(10);
          case 4 -> Math.max(1, size - 1 - random.nextInt(10));
          default -> size == 0 ? -1 : size;
        };
    bodyLimit = random.nextInt(6) == 0 ? random.nextInt(size + 2) : AMPLE;
    bodyMemory = random.nextInt(6) == 0 ? random.nextInt(size + 20_000) : AMPLE;
    publishedByTwo = random.nextInt(6) == 0;
    endedMeanwhile = random.nextInt(4) == 0;
    responded = random.nextBoolean();
  }

  @Override
  public long contentLength() {
    return declared;
  }

  /** With a class that a foreign delegate does not miss. */
  BodyPublisher asOfTheJdk() {
    return declared < 0
        ? BodyPublishers.fromPublisher(this)
        : BodyPublishers.fromPublisher(this, declared);
  }

  /** The tap subscribes for the subscription that the delegate has just begun. */
  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    subscriptions.getLast().publish(subscriber);
  }

  /** Plays the delegate's part. */
  void start(BodyPublisher tapped, CompletableFuture<? extends HttpResponse<?>> response) {
    assertThat(tapped.contentLength()).isEqualTo(declared);
    if (endedMeanwhile) {
      threads.add(Thread.ofPlatform().unstarted(() -> end(response)));
    }
    Thread reader = Thread.ofPlatform().unstarted(() -> read(tapped, response));
    threads.add(reader);
    threads.forEach(Thread::start);
  }

  void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(20_000);
      assertThat(thread.isAlive()).isFalse();
    }
    assertThat(subscriptions).allMatch(subscription -> subscription.failure == null);
  }

  private void read(BodyPublisher tapped, CompletableFuture<? extends HttpResponse<?>> response) {
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      TapSubscription subscription =
          new TapSubscription(chunks, publishedByTwo, new Random(random.nextLong()));
      subscriptions.add(subscription);
      try {
        tapped.subscribe(subscription.downstream());
      } catch (TapSubscription.Thrown e) {
        // The source's own; the delegate would fail the request with it.
      }
      subscription.join();
    }
    if (!endedMeanwhile) {
      mustBeSent = isWholeSomewhere();
      end(response);
    }
  }

  /** Where nothing goes on at the same time, it is known whether there must be a copy. */
  private boolean isWholeSomewhere() {
    boolean fits = size <= bodyLimit && bodyMemory == AMPLE;
    if (!fits || publishedByTwo || subscriptions.isEmpty()) {
      return false;
    }
    boolean complete = subscriptions.stream().anyMatch(s -> s.isComplete() && isWhole(s));
    TapSubscription last = subscriptions.getLast();
    return complete || (responded && declared > 0 && isWhole(last) && !last.failed());
  }

  private boolean isWhole(TapSubscription subscription) {
    return declared < 0 || subscription.bytes().length == declared;
  }

  private void end(CompletableFuture<? extends HttpResponse<?>> response) {
    if (responded) {
      response.complete(null);
    } else if (size % 2 == 0) {
      response.completeExceptionally(new IOException("primary"));
    } else {
      response.cancel(true);
    }
  }

  /** A body is never sent in parts, nor in disorder. */
  void assertWhole(byte[] body) {
    assertThat((long) body.length).isLessThanOrEqualTo(bodyLimit);
    assertThat(declared < 0 || declared == body.length).isTrue();
    assertThat(subscriptions)
        .anyMatch(s -> (s.isComplete() || declared == body.length) && s.published(body));
  }

  void assertSettledRightly(boolean sent) {
    if (mustBeSent) {
      assertThat(sent).as("sent").isTrue();
    }
  }

  void assertSeenAsPublished() {
    subscriptions.forEach(TapSubscription::assertSeenAsPublished);
  }
}

package io.github.mirror4j.http.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One subscription: what was published and what was seen, signal by signal. */
final class TapSubscription {

  private static final long CANCEL = -1;

  /** How the publisher ends, or does not. */
  private enum End {
    COMPLETE,
    COMPLETE_TWICE,
    ERROR,
    THROW,
    NOTHING
  }

  /** Thrown by the publisher. */
  static final class Thrown extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  volatile @Nullable Throwable failure;

  private final List<byte[]> chunks;
  private final boolean publishedByTwo;
  private final End end;
  private final int stopAt;
  private final int cancelAt;
  private final List<String> published = Collections.synchronizedList(new ArrayList<>());
  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<Long> demanded = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> asked = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger next = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean cancelled;
  private volatile boolean completed;

  TapSubscription(List<byte[]> chunks, boolean publishedByTwo, Random random) {
    this.chunks = chunks;
    this.publishedByTwo = publishedByTwo;
    end = random.nextInt(3) > 0 ? End.COMPLETE : End.values()[random.nextInt(End.values().length)];
    stopAt = random.nextInt(4) > 0 ? chunks.size() : random.nextInt(chunks.size() + 1);
    cancelAt = random.nextInt(4) > 0 ? Integer.MAX_VALUE : random.nextInt(chunks.size() + 1);
  }

  /** The publisher's side. */
  void publish(Subscriber<? super ByteBuffer> subscriber) {
    published.add("subscription");
    subscriber.onSubscribe(new Demand());
    if (publishedByTwo) {
      for (int i = 0; i < 2; i++) {
        threads.add(Thread.ofPlatform().start(() -> guarded(() -> publishItems(subscriber))));
      }
      join();
    } else {
      publishItems(subscriber);
    }
    switch (end) {
      case COMPLETE -> complete(subscriber);
      case COMPLETE_TWICE -> {
        complete(subscriber);
        complete(subscriber);
      }
      case ERROR -> {
        published.add("error");
        subscriber.onError(new Thrown());
      }
      case THROW -> throw new Thrown();
      case NOTHING -> {}
    }
  }

  private void complete(Subscriber<? super ByteBuffer> subscriber) {
    if (!cancelled) {
      published.add("complete");
      completed = true;
      subscriber.onComplete();
    }
  }

  private void publishItems(Subscriber<? super ByteBuffer> subscriber) {
    int index = next.getAndIncrement();
    while (index < stopAt && !cancelled) {
      ByteBuffer item = item(chunks.get(index));
      int position = item.position();
      published.add(describe(item));
      synchronized (bytes) {
        bytes.writeBytes(chunks.get(index));
      }
      subscriber.onNext(item);
      if (!item.isReadOnly()) {
        // Publishers recycle their buffers.
        for (int i = position; i < item.limit(); i++) {
          item.put(i, (byte) 0);
        }
      }
      index = next.getAndIncrement();
    }
  }

  private ByteBuffer item(byte[] chunk) {
    int kind = Math.floorMod(chunk.length, 4);
    int before = chunk.length % 3;
    ByteBuffer buffer =
        kind == 0
            ? ByteBuffer.allocateDirect(chunk.length + 5)
            : ByteBuffer.allocate(chunk.length + 5);
    buffer.position(before).put(chunk).flip().position(before);
    return kind == 1 ? buffer.asReadOnlyBuffer() : buffer;
  }

  /** The delegate's side. */
  Subscriber<ByteBuffer> downstream() {
    return new Downstream();
  }

  void join() {
    try {
      for (Thread thread : threads) {
        thread.join(20_000);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isComplete() {
    return completed;
  }

  boolean failed() {
    return published.contains("error");
  }

  byte[] bytes() {
    synchronized (bytes) {
      return bytes.toByteArray();
    }
  }

  /** Where two published, it is chance which came first; nothing may be lost or doubled. */
  boolean published(byte[] body) {
    byte[] all = bytes();
    return publishedByTwo
        ? body.length == all.length && sum(body) == sum(all)
        : Arrays.equals(body, all);
  }

  void assertSeenAsPublished() {
    assertThat(asked).containsExactlyInAnyOrderElementsOf(demanded);
    if (publishedByTwo) {
      assertThat(seen).containsExactlyInAnyOrderElementsOf(published);
    } else {
      assertThat(seen).containsExactlyElementsOf(published);
    }
  }

  private static long sum(byte[] bytes) {
    long sum = 0;
    for (byte b : bytes) {
      sum += b & 0xff;
    }
    return sum;
  }

  /** Content, position and limit. */
  private static String describe(ByteBuffer item) {
    byte[] bytes = new byte[item.remaining()];
    item.duplicate().get(bytes);
    return "item %d..%d %08x %s"
        .formatted(item.position(), item.limit(), Arrays.hashCode(bytes), item.isReadOnly());
  }

  private void guarded(Runnable action) {
    try {
      action.run();
    } catch (Throwable e) {
      failure = e;
    }
  }

  private final class Demand implements Subscription {
    @Override
    public void request(long n) {
      asked.add(n);
    }

    @Override
    public void cancel() {
      asked.add(CANCEL);
      cancelled = true;
    }
  }

  private final class Downstream implements Subscriber<ByteBuffer> {

    private @Nullable Subscription subscription;
    private final AtomicInteger items = new AtomicInteger();

    @Override
    public void onSubscribe(Subscription subscription) {
      seen.add("subscription");
      this.subscription = subscription;
      demand();
    }

    @Override
    public void onNext(ByteBuffer item) {
      seen.add(describe(item));
      if (!publishedByTwo && items.get() % 2 == 0) {
        item.position(item.limit());
      }
      items.incrementAndGet();
      demand();
    }

    @Override
    public void onError(Throwable failure) {
      seen.add("error");
    }

    @Override
    public void onComplete() {
      seen.add("complete");
    }

    private void demand() {
      if (items.get() == cancelAt) {
        demanded.add(CANCEL);
        subscription.cancel();
      } else {
        long demand = 1 + items.get() % 3;
        demanded.add(demand);
        subscription.request(demand);
      }
    }
  }
}

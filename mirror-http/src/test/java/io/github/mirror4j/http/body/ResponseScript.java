package io.github.mirror4j.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * One response as a seed says: what the client publishes, and what the caller's subscriber does
 * with it. Notes what was published and what arrived, signal by signal.
 */
final class ResponseScript {

  /** How the client ends, or does not. */
  enum End {
    COMPLETE,
    COMPLETE_TWICE,
    COMPLETE_AND_FAIL,
    FAIL,
    NOTHING
  }

  /** Thrown by the caller's subscriber. */
  private static final class Thrown extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static final int NEVER = Integer.MAX_VALUE;

  final End end;
  final int size;
  private final List<List<byte[]>> items = new ArrayList<>();
  private final int cancelAt;
  private final int throwAt;
  private final boolean stopsWhenCancelled;
  private final List<String> published = new ArrayList<>();
  private final List<String> seen = new ArrayList<>();
  private final List<String> demanded = Collections.synchronizedList(new ArrayList<>());
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private volatile boolean cancelled;
  private boolean whole;
  private boolean threw;

  ResponseScript(Random random) {
    int count = random.nextInt(random.nextInt(10) == 0 ? 40 : 6);
    int sum = 0;
    for (int i = 0; i < count; i++) {
      List<byte[]> item = new ArrayList<>();
      for (int j = random.nextInt(3); j >= 0; j--) {
        byte[] bytes = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(20 * 1024)];
        random.nextBytes(bytes);
        item.add(bytes);
        sum += bytes.length;
      }
      items.add(item);
    }
    size = sum;
    End[] ends = End.values();
    end = random.nextInt(3) > 0 ? End.COMPLETE : ends[random.nextInt(ends.length)];
    cancelAt = random.nextInt(5) > 0 ? NEVER : random.nextInt(count + 1);
    throwAt = random.nextInt(8) > 0 ? NEVER : random.nextInt(count + 1);
    stopsWhenCancelled = random.nextBoolean();
  }

  byte[] bytes() {
    return sent.toByteArray();
  }

  /** Whether the client has said that the response is whole. */
  boolean isWhole() {
    return whole;
  }

  /** Whether nothing but the client's end ended it. */
  boolean isUndisturbed() {
    return !cancelled && !threw;
  }

  boolean isCancelled() {
    return cancelled;
  }

  BodySubscriber<String> reader() {
    return new CallersOwn();
  }

  /** Plays the client's part; what the subscriber throws ends the response, as in the JDK. */
  void publish(BodySubscriber<String> subscriber) {
    assertThat(subscriber.getBody()).isSameAs(CallersOwn.BODY);
    try {
      published.add("subscription");
      subscriber.onSubscribe(new Demand());
      for (List<byte[]> item : items) {
        if (cancelled && stopsWhenCancelled) {
          return;
        }
        publish(subscriber, item);
      }
    } catch (Thrown e) {
      threw = true;
      published.add("failure " + e);
      subscriber.onError(e);
      return;
    }
    end(subscriber);
  }

  private void publish(BodySubscriber<String> subscriber, List<byte[]> item) {
    List<ByteBuffer> buffers = new ArrayList<>();
    for (byte[] bytes : item) {
      buffers.add(buffer(bytes));
      sent.writeBytes(bytes);
    }
    List<ByteBuffer> unchangeable = Collections.unmodifiableList(buffers);
    published.add(describe(unchangeable));
    try {
      subscriber.onNext(unchangeable);
    } finally {
      // Clients recycle their buffers.
      for (ByteBuffer buffer : buffers) {
        if (!buffer.isReadOnly()) {
          buffer.clear().put(new byte[buffer.capacity()]);
        }
      }
    }
  }

  private static ByteBuffer buffer(byte[] bytes) {
    int before = bytes.length % 3;
    int kind = bytes.length % 4;
    ByteBuffer buffer =
        kind == 0
            ? ByteBuffer.allocateDirect(bytes.length + 5)
            : ByteBuffer.allocate(bytes.length + 5);
    buffer.position(before).put(bytes).flip().position(before);
    return kind == 1 ? buffer.asReadOnlyBuffer() : buffer;
  }

  private void end(BodySubscriber<String> subscriber) {
    switch (end) {
      case COMPLETE -> complete(subscriber);
      case COMPLETE_TWICE -> {
        complete(subscriber);
        complete(subscriber);
      }
      case COMPLETE_AND_FAIL -> {
        complete(subscriber);
        fail(subscriber);
      }
      case FAIL -> fail(subscriber);
      case NOTHING -> {}
    }
  }

  private void complete(BodySubscriber<String> subscriber) {
    published.add("complete");
    whole = true;
    subscriber.onComplete();
  }

  private void fail(BodySubscriber<String> subscriber) {
    IOException failure = new IOException("client");
    published.add("failure " + failure);
    subscriber.onError(failure);
  }

  /** All signals arrived, in order and as they were; all demand arrived, and no other. */
  void assertPassedThrough() {
    assertThat(seen).containsExactlyElementsOf(published);
    assertThat(asked).containsExactlyElementsOf(demanded);
  }

  /** The list and each buffer, with its place and content. */
  private static String describe(List<ByteBuffer> buffers) {
    StringBuilder text = new StringBuilder("items " + System.identityHashCode(buffers));
    for (ByteBuffer buffer : buffers) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      text.append(
          " %x %d..%d %08x"
              .formatted(
                  System.identityHashCode(buffer),
                  buffer.position(),
                  buffer.limit(),
                  Arrays.hashCode(bytes)));
    }
    return text.toString();
  }

  /** The client's subscription. */
  private final class Demand implements Subscription {
    @Override
    public void request(long n) {
      asked.add("request " + n);
    }

    @Override
    public void cancel() {
      asked.add("cancel");
      cancelled = true;
    }
  }

  private final class CallersOwn implements BodySubscriber<String> {

    private static final CompletionStage<String> BODY = new CompletableFuture<>();

    private @Nullable Subscription subscription;
    private int items;

    @Override
    public CompletionStage<String> getBody() {
      return BODY;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      seen.add("subscription");
      this.subscription = subscription;
      react();
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      seen.add(describe(buffers));
      items++;
      if (items % 2 == 0) {
        buffers.forEach(buffer -> buffer.position(buffer.limit()));
      }
      react();
    }

    @Override
    public void onError(Throwable failure) {
      seen.add("failure " + failure);
    }

    @Override
    public void onComplete() {
      seen.add("complete");
    }

    private void react() {
      if (items == cancelAt) {
        demanded.add("cancel");
        subscription.cancel();
      } else {
        long demand = items % 3; // None is the caller's right, and the client's to judge.
        demanded.add("request " + demand);
        subscription.request(demand);
      }
      if (items == throwAt) {
        throw new Thrown();
      }
    }
  }
}

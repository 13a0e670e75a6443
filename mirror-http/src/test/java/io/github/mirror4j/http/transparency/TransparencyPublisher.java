package io.github.mirror4j.http.transparency;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A publisher of a user's that does what it is told, also what it must not.
 *
 * @param contentLength the declared length
 * @param demand what to do on the first demand, with all signals at hand
 */
record TransparencyPublisher(long contentLength, Demand demand) implements BodyPublisher {

  /** Reacts to the first {@code request}. */
  @FunctionalInterface
  interface Demand {
    void on(Subscriber<? super ByteBuffer> subscriber, AtomicBoolean cancelled);
  }

  static ByteBuffer buffer(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    AtomicBoolean cancelled = new AtomicBoolean();
    AtomicBoolean asked = new AtomicBoolean();
    subscriber.onSubscribe(
        new Subscription() {
          @Override
          public void request(long n) {
            if (!asked.getAndSet(true)) {
              demand.on(subscriber, cancelled);
            }
          }

          @Override
          public void cancel() {
            cancelled.set(true);
          }
        });
  }

  /** Publishes all of its items from one array, one per demand. */
  static BodyPublisher recycling(int items, int size) {
    byte[] shared = new byte[size];
    return serving(items, size, i -> fill(ByteBuffer.wrap(shared), i));
  }

  static BodyPublisher direct(int items, int size) {
    return serving(items, size, i -> fill(ByteBuffer.allocateDirect(size), i).asReadOnlyBuffer());
  }

  private static ByteBuffer fill(ByteBuffer buffer, int value) {
    while (buffer.hasRemaining()) {
      buffer.put((byte) ('a' + value));
    }
    return buffer.flip();
  }

  private static BodyPublisher serving(
      int items, int size, java.util.function.IntFunction<ByteBuffer> item) {
    return new BodyPublisher() {
      @Override
      public long contentLength() {
        return (long) items * size;
      }

      @Override
      public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(
            new Subscription() {
              private int next;

              @Override
              public void request(long n) {
                if (next < items) {
                  subscriber.onNext(item.apply(next++));
                  if (next == items) {
                    subscriber.onComplete();
                  }
                }
              }

              @Override
              public void cancel() {
                next = items;
              }
            });
      }
    };
  }
}

package io.github.mirror4j.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Reads a publisher as a client does: one buffer at a time. Keeps what it is told. */
final class Reader implements Subscriber<ByteBuffer> {

  final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  @Nullable Subscription subscription;
  @Nullable Throwable failure;
  boolean isComplete;

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    subscription.request(1);
  }

  @Override
  public void onNext(ByteBuffer item) {
    while (item.hasRemaining()) {
      bytes.write(item.get());
    }
    if (subscription != null) {
      subscription.request(1);
    }
  }

  @Override
  public void onError(Throwable failure) {
    this.failure = failure;
  }

  @Override
  public void onComplete() {
    isComplete = true;
  }
}

package io.github.mirror4j.http.body;

import io.github.mirror4j.compare.diff.ReceivedBody.Reason;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/**
 * The caller's subscriber, with its bytes captured before it gets them.
 *
 * <p>The end is reported after the caller's subscriber has had the signal, so that the caller does
 * not wait for it. It is reported before the caller's cancellation goes on, because the client may
 * react to that with a failure.
 */
final class TappedSubscriber<T> implements BodySubscriber<T> {

  private final BodySubscriber<T> reader;
  private final ResponseCapture capture;
  private boolean missed;

  TappedSubscriber(BodySubscriber<T> reader, ResponseCapture capture) {
    this.reader = reader;
    this.capture = capture;
  }

  @Override
  public CompletionStage<T> getBody() {
    return reader.getBody();
  }

  @Override
  @SuppressWarnings("ConstantValue") // a client that gives no subscription is the reader's to judge
  public void onSubscribe(Subscription subscription) {
    reader.onSubscribe(subscription == null ? null : watched(subscription));
  }

  private Subscription watched(Subscription subscription) {
    try {
      return new Watched(subscription, capture);
    } catch (OutOfMemoryError e) {
      capture.end(Reason.MEMORY_FULL);
      return subscription;
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    try {
      capture.add(buffers);
    } catch (Throwable e) {
      missed = true; // No room on the stack even to call it.
    }
    reader.onNext(buffers);
  }

  @Override
  public void onError(Throwable failure) {
    try {
      reader.onError(failure);
    } finally {
      capture.end(Reason.CUT_OFF);
    }
  }

  @Override
  public void onComplete() {
    long end = end();
    try {
      reader.onComplete();
    } finally {
      if (missed) {
        capture.end(Reason.MEMORY_FULL);
      } else {
        capture.complete(end);
      }
    }
  }

  private long end() {
    try {
      return capture.now();
    } catch (Throwable e) {
      missed = true;
      return 0;
    }
  }

  /** The client's subscription, whose cancellation is noticed. */
  private record Watched(Subscription subscription, ResponseCapture capture)
      implements Subscription {

    @Override
    public void request(long n) {
      subscription.request(n);
    }

    @Override
    public void cancel() {
      capture.end(Reason.CANCELLED);
      subscription.cancel();
    }
  }
}

package io.github.mirror4j.http.body;

import io.github.mirror4j.http.guard.StackRoom;
import io.github.mirror4j.http.stats.DropReason;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The caller's publisher, with its bytes read along while the delegate reads them.
 *
 * <p>Everything passes through unchanged, on the same thread and equally often: length,
 * subscription, demand, signals, exceptions. There is never a second subscription to the caller's
 * publisher; each of the delegate's own (redirect, authentication, retry) starts a new capture, and
 * once a copy has been made or ruled out, the delegate's subscriptions go straight to the caller's
 * publisher.
 */
public final class TapPublisher implements BodyPublisher {

  private final BodyPublisher source;
  private final CaptureTarget target;

  /**
   * Creates a publisher in place of the caller's.
   *
   * @param source the caller's publisher
   * @param target the request whose body it publishes
   */
  public TapPublisher(BodyPublisher source, CaptureTarget target) {
    this.source = source;
    this.target = target;
  }

  @Override
  public long contentLength() {
    long length = source.contentLength();
    target.declared(length);
    return length;
  }

  @Override
  @SuppressWarnings("ConstantValue") // whatever the delegate does, the source is to see it
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    Capture capture = subscriber == null ? null : startCapture();
    if (capture == null) {
      source.subscribe(subscriber);
    } else {
      source.subscribe(new Tap(subscriber, capture, target));
    }
  }

  private @Nullable Capture startCapture() {
    try {
      return target.startCapture();
    } catch (Throwable e) {
      // Out of memory, most likely: the primary goes on without a copy.
      target.drop(DropReason.INTERNAL_ERROR);
      return null;
    }
  }

  /** The text of the caller's publisher, for logs of requests. */
  @Override
  public String toString() {
    return source.toString();
  }

  /** One subscription, read along. */
  private record Tap(
      Subscriber<? super ByteBuffer> downstream, Capture capture, CaptureTarget target)
      implements Subscriber<ByteBuffer> {

    @Override
    public void onSubscribe(Subscription subscription) {
      downstream.onSubscribe(subscription);
    }

    @Override
    @SuppressWarnings(
        "ConstantValue") // a null item is the source's fault, and the delegate's to judge
    public void onNext(ByteBuffer item) {
      if (item != null) {
        add(item);
      }
      downstream.onNext(item);
    }

    /** Without room on the stack the capture is spoilt, and the end of the primary drops it. */
    private void add(ByteBuffer item) {
      if (!StackRoom.isEnough()) {
        capture.spoil();
        return;
      }
      DropReason reason = target.isSwitchedOff() ? DropReason.SWITCHED_OFF : capture.add(item);
      if (reason != null) {
        target.drop(reason);
      }
    }

    @Override
    public void onError(Throwable failure) {
      capture.giveUp();
      downstream.onError(failure);
    }

    @Override
    public void onComplete() {
      CapturedBody body = target.claim(capture);
      try {
        downstream.onComplete();
      } finally {
        if (body != null) {
          target.offer(body);
        }
      }
    }
  }
}

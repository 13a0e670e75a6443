package io.github.mirror4j.http.body;

import io.github.mirror4j.http.guard.StackRoom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/**
 * The body of a response whose head is not final yet, such as that of a servlet: kept within the
 * memory and the limit of captured responses, until it is handed over or given up.
 *
 * <p>Its parts come one after the other. Any thread may give it up at any time. Nothing here
 * throws.
 */
public final class KeptBody implements Subscriber<ByteBuffer> {

  private final Capture bytes;
  private final ResponseObserver observer;

  KeptBody(CaptureLimits limits, ResponseObserver observer) {
    bytes = new Capture(limits.budget(), limits.limit());
    this.observer = observer;
  }

  /** Its subscription has nothing to say. */
  @Override
  public void onSubscribe(Subscription subscription) {}

  @Override
  public void onNext(ByteBuffer part) {
    try {
      if (!StackRoom.isEnough()) {
        bytes.spoil();
      } else if (!observer.wants() || bytes.add(part) != null) {
        giveUp();
      }
    } catch (Throwable e) {
      bytes.spoil();
    }
  }

  @Override
  public void onError(Throwable failure) {
    giveUp();
  }

  /** Whether the body is whole shows when it is handed over. */
  @Override
  public void onComplete() {}

  /**
   * Hands the body over: its parts and its end, or that it is not whole.
   *
   * @param to who takes it
   */
  public void handOver(Subscriber<ByteBuffer> to) {
    CapturedBody whole = bytes.complete(-1);
    if (whole == null) {
      to.onError(new IOException("not kept as a whole"));
      return;
    }
    try {
      whole.publisher().subscribe(to);
    } finally {
      whole.release();
    }
  }

  /** Forgets the bytes; does nothing when they were handed over or forgotten before. */
  void giveUp() {
    bytes.giveUp();
  }
}

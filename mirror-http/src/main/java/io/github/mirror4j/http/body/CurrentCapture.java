package io.github.mirror4j.http.body;

import io.github.mirror4j.compare.diff.ReceivedBody.Reason;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The capture of the response to one request: of the last one, where a client repeats the request
 * by itself. Where the body comes before the head is final, it is kept until then.
 *
 * <p>Invariants: at most one capture is alive, a further response replaces it; once it was given
 * up, no further one begins, and this holds no part of the comparison. Nothing here throws.
 */
final class CurrentCapture {

  private final boolean toHead;
  private final CaptureLimits limits;
  private volatile @Nullable ResponseObserver observer;
  private final AtomicReference<@Nullable ResponseCapture> current = new AtomicReference<>();
  private final AtomicReference<@Nullable KeptBody> kept = new AtomicReference<>();

  /**
   * @param toHead whether the request is a HEAD
   */
  CurrentCapture(boolean toHead, CaptureLimits limits, ResponseObserver observer) {
    this.toHead = toHead;
    this.limits = limits;
    this.observer = observer;
  }

  long now() {
    return limits.nanoTime().getAsLong();
  }

  /**
   * Starts with a response whose head has come.
   *
   * @return the capture; null where the response is not captured
   */
  @Nullable ResponseCapture start(ResponseInfo head, long nanoTime) {
    ResponseObserver waiting = observer;
    if (waiting == null) {
      return null;
    }
    try {
      replace(null);
      return waiting.wants() ? start(head, nanoTime, waiting) : null;
    } catch (Throwable e) {
      // Out of memory, most likely: the response goes on without a capture.
      ResponseCapture.fail(waiting, e);
      return null;
    }
  }

  private @Nullable ResponseCapture start(
      ResponseInfo head, long nanoTime, ResponseObserver waiting) {
    ResponseCapture next = ResponseCapture.start(head, nanoTime, toHead, limits, waiting);
    replace(next);
    if (observer == null) {
      next.end(Reason.NOT_READ); // A thread that gave it up meanwhile did not see this capture.
    }
    return next.isOpen() ? next : null;
  }

  /**
   * Keeps a body before its head is known, in place of one that was kept before.
   *
   * @return the body; null where the response is not captured
   */
  @Nullable KeptBody keep() {
    ResponseObserver waiting = observer;
    if (waiting == null) {
      return null;
    }
    KeptBody next = new KeptBody(limits, waiting);
    keep(next);
    if (observer == null) {
      keep(null); // A thread that gave it up meanwhile did not see this body.
      return null;
    }
    return next;
  }

  private void keep(@Nullable KeptBody next) {
    KeptBody before = kept.getAndSet(next);
    if (before != null) {
      before.giveUp();
    }
  }

  /** Lets go of everything; a response that has not ended is reported as not read in time. */
  void giveUp() {
    observer = null;
    keep(null);
    ResponseCapture last = current.getAndSet(null);
    if (last != null) {
      last.end(Reason.NOT_READ);
    }
  }

  private void replace(@Nullable ResponseCapture next) {
    ResponseCapture before = current.getAndSet(next);
    if (before != null) {
      before.forget();
    }
  }
}

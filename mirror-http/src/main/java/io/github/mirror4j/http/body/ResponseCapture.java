package io.github.mirror4j.http.body;

import io.github.mirror4j.compare.diff.ReceivedBody.Reason;
import io.github.mirror4j.http.guard.StackRoom;
import io.github.mirror4j.http.stats.DropReason;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Captures one response, from its head to whichever end comes first.
 *
 * <p>Goal: each response has one end, is handed over once, and holds no byte that is not counted;
 * and the reader of the response notices nothing of it. The signals of a response come one after
 * the other. Any thread may give it up at any time. Invariants:
 *
 * <ul>
 *   <li>{@code open} goes from a value to null once, and the thread that sets it to null hands the
 *       response over;
 *   <li>only they complete or give up the bytes, or {@link #add} does, which gives them up;
 *   <li>what is handed over is made with the head, so that the end needs no memory;
 *   <li>once it has ended it holds nothing: the client may keep it for as long as a connection;
 *   <li>if the stack has no room for the end of a signal, nothing begins: missed bytes spoil the
 *       capture, and if an end is missed, the capture is given up later.
 * </ul>
 *
 * <p>Nothing here throws, but {@link #start}.
 */
final class ResponseCapture {

  private record Open(CapturedResponse response, Capture body, ResponseObserver observer) {}

  private final CaptureLimits limits;
  private final AtomicReference<@Nullable Open> open;

  private ResponseCapture(CaptureLimits limits, Open open) {
    this.limits = limits;
    this.open = new AtomicReference<>(open);
  }

  /**
   * Starts with a response whose head has come, and reports it; one whose body is not to be
   * captured ends at once.
   *
   * @param toHead whether the request was a HEAD
   */
  static ResponseCapture start(
      ResponseInfo head,
      long nanoTime,
      boolean toHead,
      CaptureLimits limits,
      ResponseObserver observer) {
    Reason why = ResponseHead.whyNotCaptured(head, toHead, limits.limit());
    CapturedResponse response = new CapturedResponse(head, nanoTime, limits.budget());
    Capture body = new Capture(limits.budget(), limits.limit());
    ResponseCapture capture = new ResponseCapture(limits, new Open(response, body, observer));
    observer.head(head, nanoTime);
    if (!response.hold(head.headers())) {
      capture.end(Reason.MEMORY_FULL);
    } else if (why != null) {
      capture.end(why);
    }
    return capture;
  }

  boolean isOpen() {
    return open.get() != null;
  }

  /** The time, where it is still of use. */
  long now() {
    return open.get() != null && StackRoom.isEnough() ? limits.nanoTime().getAsLong() : 0;
  }

  /** Captures what remains in the buffers, which are left as they are. */
  void add(List<ByteBuffer> buffers) {
    Open now = open.get();
    if (now == null) {
      return;
    }
    if (!StackRoom.isEnough()) {
      now.body().spoil();
      return;
    }
    try {
      addAll(now, buffers);
    } catch (Throwable e) {
      now.body().spoil();
      fail(now.observer(), e);
    }
  }

  private void addAll(Open now, List<ByteBuffer> buffers) {
    if (!now.observer().wants()) {
      forget();
      return;
    }
    for (int i = 0; i < buffers.size(); i++) { // An iterator needs memory.
      DropReason reason = now.body().add(buffers.get(i));
      if (reason != null) {
        end(reason == DropReason.BODY_TOO_LARGE ? Reason.TOO_LARGE : Reason.MEMORY_FULL);
        return;
      }
    }
  }

  /**
   * The response is whole.
   *
   * @param nanoTime since when
   */
  void complete(long nanoTime) {
    Open last = take();
    if (last != null) {
      CapturedBody whole = last.body().complete(-1);
      report(last, whole, whole == null ? Reason.MEMORY_FULL : null, nanoTime);
    }
  }

  /** The response is not whole, or not captured whole. */
  void end(Reason why) {
    Open last = take();
    if (last != null) {
      last.body().giveUp();
      report(last, null, why, limits.nanoTime().getAsLong());
    }
  }

  /** Ends the capture without reporting it, because the response is no longer needed. */
  void forget() {
    Open last = take();
    if (last != null) {
      last.body().giveUp();
      last.response().release();
    }
  }

  private @Nullable Open take() {
    return open.get() != null && StackRoom.isEnough() ? open.getAndSet(null) : null;
  }

  private static void report(
      Open last, @Nullable CapturedBody whole, @Nullable Reason why, long nanoTime) {
    try {
      last.observer().ended(last.response().end(whole, why, nanoTime));
    } catch (Throwable e) {
      fail(last.observer(), e);
    }
  }

  @SuppressWarnings("EmptyCatch") // out of memory twice: there is nobody left to tell
  static void fail(ResponseObserver observer, Throwable failure) {
    try {
      observer.failed(failure);
    } catch (Throwable e) {
      // The reader of the response must not notice it.
    }
  }
}

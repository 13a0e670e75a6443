package io.github.mirror4j.http.body;

import io.github.mirror4j.compare.diff.ReceivedBody.Reason;
import io.github.mirror4j.http.guard.StackRoom;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import org.jspecify.annotations.Nullable;

/**
 * The caller's body handler, with the response's bytes read along while the caller reads them.
 *
 * <p>Everything passes through unchanged, on the same thread and equally often: the head, the
 * bytes, the demand, cancellation, failures, the subscriber's body, and what a handler throws or
 * fails to return. The tap never requests more than the caller. Where the head says that the
 * response is not captured, the client gets the caller's own subscriber.
 *
 * <p>One thing changes, and cannot be avoided: the JDK's client calls {@code getBody()} of a
 * subscriber of its own on the thread that called {@code send}, and of any other class on its
 * executor. So with a tap the subscriber's {@code getBody()} runs on the client's executor, as it
 * does with any subscriber that the caller wrote. That is one more hop between threads.
 *
 * <p>The client keeps the handler of the exchange that opened a connection for as long as the
 * connection lives, and the caller keeps its response for as long as it likes. So {@link #giveUp}
 * is called in any case, and the tap keeps no part of the comparison afterwards.
 *
 * @param <T> the type of the caller's body
 */
public final class ResponseTap<T> implements BodyHandler<T> {

  private final BodyHandler<T> handler;
  private final CurrentCapture capture;

  /**
   * Creates a tap for one request.
   *
   * @param handler the caller's handler
   * @param toHead whether the request is a HEAD, whose response announces a body that does not come
   * @param limits how the response is captured
   * @param observer waits for the response
   */
  public ResponseTap(
      BodyHandler<T> handler, boolean toHead, CaptureLimits limits, ResponseObserver observer) {
    this.handler = handler;
    capture = new CurrentCapture(toHead, limits, observer);
  }

  @Override
  @SuppressWarnings("ConstantValue") // a handler that gives no subscriber is the caller's affair
  public @Nullable BodySubscriber<T> apply(ResponseInfo head) {
    boolean hasRoom = StackRoom.isEnough();
    long nanoTime = hasRoom ? capture.now() : 0;
    BodySubscriber<T> reader = handler.apply(head);
    if (reader == null || !hasRoom) {
      return reader;
    }
    ResponseCapture started = capture.start(head, nanoTime);
    return started == null ? reader : tapped(reader, started);
  }

  private static <T> BodySubscriber<T> tapped(BodySubscriber<T> reader, ResponseCapture started) {
    try {
      return new TappedSubscriber<>(reader, started);
    } catch (OutOfMemoryError e) {
      started.end(Reason.MEMORY_FULL);
      return reader;
    }
  }

  /**
   * Keeps the body of a response whose head is not final yet, in place of one that was kept before.
   * It is forgotten when all is {@linkplain #giveUp given up}.
   *
   * @return takes the body; null if the response is not captured
   */
  public @Nullable KeptBody keep() {
    return capture.keep();
  }

  /**
   * Lets go of everything. A response that has not ended is given up, and reported as one that was
   * not read in time. Called at a deadline, since a stream that nobody reads never ends; and when
   * all is over. On any thread; never throws.
   */
  public void giveUp() {
    capture.giveUp();
  }

  /** What the caller's handler says of itself. */
  @Override
  public String toString() {
    return handler.toString();
  }
}

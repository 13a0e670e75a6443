package io.github.mirror4j.http;

import io.github.mirror4j.http.body.KeptBody;
import io.github.mirror4j.http.body.ResponseHead;
import io.github.mirror4j.http.body.ResponseTap;
import io.github.mirror4j.http.guard.FailedStep;
import io.github.mirror4j.http.guard.Flag;
import io.github.mirror4j.http.guard.InternalErrors;
import io.github.mirror4j.http.guard.StackRoom;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A request that another client sends, or that a server received, as {@link MirrorEngine#mirror}
 * mirrors it. Its end is reported here, once: by {@code responding} or {@code responded}, by {@link
 * #failed} or by {@link #cancelled}. Comparisons need the response, and copies of a request whose
 * body was not read to its end are dropped.
 *
 * <p>A call that does not end is given up after the timeout of the request, or after five minutes
 * if it has none; its copies that are not sent by then are dropped, and counted as such. Times are
 * measured from {@code mirror} to the calls of these methods.
 *
 * <p>No method blocks, and none throws because of what mirroring does. Only the first end counts.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class MirroredCall {

  private static final BodyHandler<Void> UNREAD = head -> new Unread();

  private final @Nullable PrimaryCall call;
  private final BodyHandler<Void> handler;
  private final InternalErrors errors;
  private final Runnable onEnd;
  private final Flag ended = new Flag();
  private volatile @Nullable Kept kept;

  private MirroredCall(
      @Nullable PrimaryCall call,
      BodyHandler<Void> handler,
      InternalErrors errors,
      Runnable onEnd) {
    this.call = call;
    this.handler = handler;
    this.errors = errors;
    this.onEnd = onEnd;
  }

  /** A call of which there are no copies. */
  static MirroredCall without(InternalErrors errors) {
    return new MirroredCall(null, UNREAD, errors, () -> {});
  }

  /**
   * A call whose copies are made.
   *
   * @param onEnd is run once the call has ended
   */
  static MirroredCall of(PrimaryCall call, InternalErrors errors, Runnable onEnd) {
    return new MirroredCall(call, call.handler(UNREAD), errors, onEnd);
  }

  /**
   * Returns whether the response is to be compared. If not, its body need not be read along.
   *
   * @return false if the engine does not need the response's body
   */
  public boolean isCompared() {
    return !handler.equals(UNREAD);
  }

  /**
   * Ends the call with the head of a response, whose body follows.
   *
   * @param status the status
   * @param headers the headers, by their names in any case
   * @return takes the body of the response, if it is {@linkplain BodyTap#isRead read}. A body that
   *     is neither completed nor failed is given up at a deadline
   */
  public BodyTap responding(int status, Map<String, ? extends List<String>> headers) {
    BodySubscriber<Void> reader = begin(status, headers);
    if (call == null || reader == null) {
      return BodyTap.unread();
    }
    try {
      boolean hasBody = ResponseHead.hasBody(status, call.primary().method().equals("HEAD"));
      BodyTap body = new BodyTap(hasBody ? DescribedHead.contentLength(headers) : 0);
      body.subscribe(new ResponseReader(reader));
      return body;
    } catch (Throwable e) {
      errors.add(FailedStep.TAKE_RESPONSE, e);
      reader.onError(e);
      return BodyTap.unread();
    }
  }

  /**
   * Takes the head; returns the reader of the body, or null if it is not read. Without room on the
   * stack nothing begins, and the call is given up when its time is over.
   */
  private @Nullable BodySubscriber<Void> begin(
      int status, Map<String, ? extends List<String>> headers) {
    if (call == null || !StackRoom.isEnoughForACall() || !ended.raise()) {
      return null;
    }
    BodySubscriber<Void> reader = null;
    try {
      DescribedResponse response =
          new DescribedResponse(call.primary(), status, DescribedHead.headers(headers));
      BodySubscriber<Void> applied = handler.apply(response);
      reader = applied instanceof Unread ? null : applied;
      call.onReturn(response);
    } catch (Throwable e) {
      errors.add(FailedStep.TAKE_RESPONSE, e);
      drop(call, e);
    } finally {
      end();
    }
    return reader;
  }

  /** Drops what is not settled by now. */
  private void drop(PrimaryCall of, Throwable failure) {
    try {
      of.onThrow(asOfClient(failure));
    } catch (Throwable e) {
      errors.add(FailedStep.TAKE_FAILURE, e);
    }
  }

  /**
   * The whole response has come, which ends the call.
   *
   * @param status the status
   * @param headers the headers, by their names in any case
   * @param body the body; empty if there is none
   */
  public void responded(int status, Map<String, ? extends List<String>> headers, byte[] body) {
    BodyTap tap = responding(status, headers);
    tap.write(body, 0, body.length);
    tap.complete();
  }

  /**
   * Keeps the body of a response whose status and headers are not final yet, as those of a servlet
   * are not before its end. What is kept counts in {@code bodyMemory}, and is limited by the
   * comparison's {@code responseLimit}. It is given back when the call ends, or at the deadline of
   * a call that does not end.
   *
   * @return takes the body, in place of one that was kept before, for {@link #responded(int, Map,
   *     BodyTap)}. It is not {@linkplain BodyTap#isRead read} unless the response is compared
   */
  public BodyTap keeping() {
    BodyTap tap = BodyTap.unread();
    try {
      KeptBody next = handler instanceof ResponseTap<Void> reader ? reader.keep() : null;
      if (next != null) {
        tap = new BodyTap();
        tap.subscribe(next);
        kept = new Kept(tap, next);
      }
    } catch (Throwable e) {
      errors.add(FailedStep.KEEP_RESPONSE, e);
    }
    return tap;
  }

  /**
   * The whole response has come, which ends the call.
   *
   * @param status the status
   * @param headers the headers, by their names in any case
   * @param body the body, which {@link #keeping()} returned last. One that has failed is not
   *     compared
   */
  public void responded(int status, Map<String, ? extends List<String>> headers, BodyTap body) {
    body.complete();
    Kept last = kept;
    BodySubscriber<Void> reader = begin(status, headers);
    if (reader == null) {
      return;
    }
    try {
      if (last != null && last.tap() == body) {
        last.bytes().handOver(new ResponseReader(reader));
      } else {
        reader.onError(new IOException("not kept"));
      }
    } catch (Throwable e) {
      errors.add(FailedStep.TAKE_RESPONSE, e);
      reader.onError(e);
    }
  }

  /**
   * Ends the call because the request has failed: there is no response.
   *
   * @param failure why; an {@link InterruptedIOException} is a timeout, as it is in OkHttp and in
   *     Apache's client
   */
  public void failed(Throwable failure) {
    if (call == null || !StackRoom.isEnoughForACall() || !ended.raise()) {
      return;
    }
    try {
      drop(call, failure);
    } finally {
      end();
    }
  }

  /** Ends the call because its response is no longer needed. */
  public void cancelled() {
    failed(new CancellationException("cancelled"));
  }

  private void end() {
    try {
      onEnd.run();
    } catch (Throwable e) {
      errors.add(FailedStep.END_CALL, e);
    }
  }

  /** The failure as the JDK's client has it, which sent nothing where it rejects a request. */
  private static Throwable asOfClient(Throwable failure) {
    if (failure instanceof InterruptedIOException) {
      return new HttpTimeoutException(String.valueOf(failure.getMessage()));
    }
    return failure instanceof IOException || failure instanceof CancellationException
        ? failure
        : new IllegalStateException(failure);
  }

  /** A body that was written before its head was final. */
  private record Kept(BodyTap tap, KeptBody bytes) {}

  /** Reads nothing: what reads along is put in front of it. */
  private static final class Unread implements BodySubscriber<Void> {

    @Override
    public CompletionStage<Void> getBody() {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {}

    @Override
    public void onError(Throwable throwable) {}

    @Override
    public void onComplete() {}
  }

  /** Hands the parts of a response on, one by one. */
  private record ResponseReader(BodySubscriber<Void> reader) implements Subscriber<ByteBuffer> {

    @Override
    public void onSubscribe(Subscription subscription) {
      reader.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer item) {
      reader.onNext(List.of(item));
    }

    @Override
    public void onError(Throwable failure) {
      reader.onError(failure);
    }

    @Override
    public void onComplete() {
      reader.onComplete();
    }
  }
}

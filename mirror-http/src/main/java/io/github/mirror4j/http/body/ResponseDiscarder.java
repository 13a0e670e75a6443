package io.github.mirror4j.http.body;

import io.github.mirror4j.compare.diff.ReceivedBody.Reason;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Discards the response to one copy, after capturing it where it is to be compared.
 *
 * <p>A small response is read to its end, so that the connection can be kept; a larger one is cut
 * off, since discarding all of it costs more than a new connection. The head decides the outcome: a
 * body that never ends afterwards does not make it a timeout.
 *
 * <p>Head and framing count too, with what they take beyond {@link #FREE_OVERHEAD}, so that a
 * mirror cannot have much more read than the limit says by long headers or tiny chunks. What is
 * read of a head before it is complete is limited by the JDK's client, to 384 KiB by default
 * ({@code jdk.http.maxHeaderSize}).
 *
 * <p>A response that is captured is read as far as it is captured, whatever the limit, and only the
 * bytes of its body count: the caller's response is not limited by its framing either, and what the
 * two are framed in is no difference. One that turns out too large is discarded like others.
 *
 * <p>The JDK's client keeps the handler of the exchange that opened a connection for as long as the
 * connection lives, idle or not. So it lets go of everything once the exchange is over: otherwise
 * an idle connection would keep the engine alive, and with it the very client that has the
 * connection.
 */
public final class ResponseDiscarder implements BodyHandler<Void> {

  /** So many bytes of head and framing are not counted: what usual responses have of them. */
  static final int FREE_OVERHEAD = 4 * 1024;

  /** What a chunk, or a frame of HTTP/2, takes beside its bytes. */
  private static final int FRAMING = 12;

  private final long limit;
  private final boolean toHead;
  private volatile @Nullable Runnable onHead;
  private volatile @Nullable CurrentCapture capture;
  private volatile boolean givenUp;
  private volatile @Nullable ResponseInfo head;
  private volatile @Nullable Discarding body;

  /**
   * Creates a handler for one exchange whose response is discarded.
   *
   * @param limit how many bytes are read
   * @param toHead whether the request was a HEAD, whose response tells the length of a body that
   *     does not come
   * @param onHead is run when the head has come, on a thread of the client
   */
  public ResponseDiscarder(long limit, boolean toHead, Runnable onHead) {
    this.limit = limit;
    this.toHead = toHead;
    this.onHead = onHead;
  }

  /**
   * Creates a handler for one exchange whose response is captured.
   *
   * @param limit how many bytes are read of a response that is not captured after all
   * @param toHead whether the request was a HEAD
   * @param onHead is run when the head has come and the response is not captured, or not any
   *     further, on a thread of the client
   * @param limits how the response is captured
   * @param observer waits for the response; it has its end before the exchange is over
   */
  public ResponseDiscarder(
      long limit,
      boolean toHead,
      Runnable onHead,
      CaptureLimits limits,
      ResponseObserver observer) {
    this(limit, toHead, onHead);
    capture = new CurrentCapture(toHead, limits, observer);
  }

  @Override
  public BodySubscriber<Void> apply(ResponseInfo info) {
    head = info;
    CurrentCapture current = capture;
    long announced = ResponseHead.announcedLength(info, toHead);
    ResponseCapture captured = current == null ? null : current.start(info, current.now());
    if (captured == null) {
      tellOfHead();
    }
    Discarding discarding =
        new Discarding(limit, HeadSize.of(info.headers()).onTheWire(), announced, captured);
    body = discarding;
    return discarding;
  }

  private void tellOfHead() {
    Runnable told = onHead;
    if (told != null) {
      told.run();
    }
  }

  /** {@return the head of the response; null as long as it has not come whole} */
  public @Nullable ResponseInfo head() {
    return head;
  }

  /**
   * The exchange is over, and everything has been asked. A response that is still being captured
   * was not read in time.
   */
  public void end() {
    giveCaptureUp();
    capture = null;
    onHead = null;
    head = null;
    body = null;
  }

  /** Cuts the response off, wherever it is, or as soon as it comes; on any thread. */
  public void giveUp() {
    givenUp = true;
    giveCaptureUp();
    Discarding discarding = body;
    if (discarding != null) {
      discarding.cutOff();
    }
  }

  private void giveCaptureUp() {
    CurrentCapture current = capture;
    if (current != null) {
      current.giveUp();
    }
  }

  private final class Discarding implements BodySubscriber<Void> {

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final boolean announcedTooLong;
    private final @Nullable ResponseCapture captured;
    private long left;
    private long freeOverhead = FREE_OVERHEAD;
    private boolean isDiscardedNow;
    private volatile @Nullable Subscription subscription;

    Discarding(long limit, long head, long announced, @Nullable ResponseCapture captured) {
      this.captured = captured;
      left = limit;
      overhead(head);
      announcedTooLong = announced > left || left < 0;
    }

    @Override
    public CompletionStage<Void> getBody() {
      return done;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      this.subscription = subscription;
      readOn(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      if (captured != null) {
        captured.add(buffers);
      }
      for (ByteBuffer buffer : buffers) {
        left -= buffer.remaining();
        overhead(FRAMING);
      }
      Subscription response = subscription;
      if (response != null) {
        readOn(response);
      }
    }

    private void readOn(Subscription response) {
      boolean isCaptured = captured != null && captured.isOpen();
      if (captured != null && !isCaptured && !isDiscardedNow) {
        isDiscardedNow = true;
        tellOfHead(); // From here on it is a response as any other.
      }
      if (givenUp || (!isCaptured && (announcedTooLong || left < 0))) {
        cutOff();
      } else {
        response.request(1);
      }
    }

    @Override
    public void onError(Throwable failure) {
      if (captured != null) {
        captured.end(Reason.CUT_OFF);
      }
      done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      if (captured != null) {
        captured.complete(captured.now());
      }
      done.complete(null);
    }

    private void overhead(long bytes) {
      freeOverhead -= bytes;
      if (freeOverhead < 0) {
        left += freeOverhead;
        freeOverhead = 0;
      }
    }

    private void cutOff() {
      Subscription response = subscription;
      if (response != null) {
        response.cancel();
      }
      done.complete(null);
    }
  }
}

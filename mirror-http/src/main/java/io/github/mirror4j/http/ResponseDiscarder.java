package io.github.mirror4j.http;

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
 * Discards the response to one copy.
 *
 * <p>A small response is read to its end, so that the connection can be kept; a larger one is cut
 * off, since discarding all of it costs more than a new connection. With the head the outcome is
 * known: what the body does afterwards, such as never ending, makes no timeout of it.
 */
final class ResponseDiscarder implements BodyHandler<Void> {

  private static final int NOT_MODIFIED = 304;

  private final long limit;
  private final boolean toHead;
  private final Runnable onHead;
  private volatile boolean givenUp;
  private volatile @Nullable ResponseInfo head;
  private volatile @Nullable Discarding body;

  /**
   * @param limit how many bytes are read
   * @param toHead whether the request was a HEAD, whose response tells the length of a body that
   *     does not come
   * @param onHead is run when the head has come, on a thread of the client
   */
  ResponseDiscarder(long limit, boolean toHead, Runnable onHead) {
    this.limit = limit;
    this.toHead = toHead;
    this.onHead = onHead;
  }

  @Override
  public BodySubscriber<Void> apply(ResponseInfo info) {
    head = info;
    onHead.run();
    boolean hasBody = !toHead && info.statusCode() != NOT_MODIFIED;
    long announced = info.headers().firstValueAsLong("content-length").orElse(0);
    Discarding discarding = new Discarding(limit, hasBody && announced > limit);
    body = discarding;
    return discarding;
  }

  /** The head of the response; null as long as it has not come whole. */
  @Nullable ResponseInfo head() {
    return head;
  }

  /** Cuts the response off, wherever it is, or as soon as it comes; on any thread. */
  void giveUp() {
    givenUp = true;
    Discarding discarding = body;
    if (discarding != null) {
      discarding.cutOff();
    }
  }

  private final class Discarding implements BodySubscriber<Void> {

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final boolean announcedTooLong;
    private long left;
    private volatile @Nullable Subscription subscription;

    Discarding(long limit, boolean announcedTooLong) {
      left = limit;
      this.announcedTooLong = announcedTooLong;
    }

    @Override
    public CompletionStage<Void> getBody() {
      return done;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      this.subscription = subscription;
      if (announcedTooLong || givenUp) {
        cutOff();
      } else {
        subscription.request(1);
      }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        left -= buffer.remaining();
      }
      Subscription response = subscription;
      if (left < 0) {
        cutOff();
      } else if (response != null) {
        response.request(1);
      }
    }

    @Override
    public void onError(Throwable failure) {
      done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      done.complete(null);
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

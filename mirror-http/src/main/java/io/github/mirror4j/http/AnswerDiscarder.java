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
 * Discards a mirror's answer.
 *
 * <p>A small answer is read to its end, so that the connection can be kept; a larger one is cut
 * off, since discarding all of it costs more than a new connection.
 *
 * @param limit how many bytes are read
 * @param toHead whether the request was a HEAD, whose answer tells the length of a body that does
 *     not come
 */
record AnswerDiscarder(long limit, boolean toHead) implements BodyHandler<Void> {

  private static final int NOT_MODIFIED = 304;

  @Override
  public BodySubscriber<Void> apply(ResponseInfo info) {
    boolean hasBody = !toHead && info.statusCode() != NOT_MODIFIED;
    long announced = info.headers().firstValueAsLong("content-length").orElse(0);
    return new Discarding(limit, hasBody && announced > limit);
  }

  private static final class Discarding implements BodySubscriber<Void> {

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final boolean announcedTooLong;
    private long left;
    private @Nullable Subscription subscription;

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
      if (announcedTooLong) {
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
      if (left < 0) {
        cutOff();
      } else if (subscription != null) {
        subscription.request(1);
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
      if (subscription != null) {
        subscription.cancel();
      }
      done.complete(null);
    }
  }
}

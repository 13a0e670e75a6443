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
 */
record AnswerDiscarder(long limit) implements BodyHandler<Void> {

  @Override
  public BodySubscriber<Void> apply(ResponseInfo info) {
    boolean announcedTooLong = info.headers().firstValueAsLong("content-length").orElse(0) > limit;
    return new Discarding(announcedTooLong ? 0 : limit);
  }

  private static final class Discarding implements BodySubscriber<Void> {

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private long left;
    private @Nullable Subscription subscription;

    Discarding(long limit) {
      left = limit;
    }

    @Override
    public CompletionStage<Void> getBody() {
      return done;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      this.subscription = subscription;
      if (left == 0) {
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

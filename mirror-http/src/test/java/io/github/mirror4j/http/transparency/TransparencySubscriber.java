package io.github.mirror4j.http.transparency;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Fails where it is told to. */
final class TransparencySubscriber implements BodySubscriber<String> {

  private final String where;
  private final CompletableFuture<String> body = new CompletableFuture<>();
  private @Nullable Subscription subscription;

  TransparencySubscriber(String where) {
    this.where = where;
    if (where.equals("failed")) {
      body.completeExceptionally(new IllegalStateException(where));
    }
  }

  @Override
  public @Nullable CompletionStage<String> getBody() {
    failIf("getBody");
    return where.equals("null") ? null : body;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    failIf("onSubscribe");
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> item) {
    failIf("onNext");
    if (where.equals("cancel")) {
      subscription.cancel();
      body.complete("cancelled");
    }
    subscription.request(1);
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    failIf("onComplete");
    body.complete("complete");
  }

  private void failIf(String here) {
    if (where.equals(here)) {
      throw new IllegalStateException(here);
    }
  }
}

package io.github.mirror4j.http;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A client that sends nothing. */
abstract class TransparencyMock extends BareClient {

  final List<String> calls = new CopyOnWriteArrayList<>();
  final List<HttpRequest> requests = new CopyOnWriteArrayList<>();
  final List<BodyHandler<?>> handlers = new CopyOnWriteArrayList<>();
  @Nullable PushPromiseHandler<?> pushes;

  abstract <T> @Nullable CompletableFuture<HttpResponse<T>> answer();

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <E extends Throwable> E sneaky(Throwable failure) throws E {
    throw (E) failure;
  }

  @Override
  public <T> @Nullable HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
    note("send", request, handler);
    CompletableFuture<HttpResponse<T>> answer = answer();
    return answer == null ? null : answer.join();
  }

  @Override
  public <T> @Nullable CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    note("sendAsync", request, handler);
    return answer();
  }

  @Override
  public <T> @Nullable CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushes) {
    note("sendAsync " + (pushes == null ? "null" : "pushes"), request, handler);
    this.pushes = pushes;
    return answer();
  }

  private void note(String call, HttpRequest request, BodyHandler<?> handler) {
    calls.add(call);
    requests.add(request);
    handlers.add(handler);
  }
}

package io.github.mirror4j.http.copy;

import io.github.mirror4j.http.fixture.BareClient;
import io.github.mirror4j.http.fixture.Fixtures;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.util.concurrent.CompletableFuture;

/** Adds a header to what it sends, as some instrumentations do, without a look at what is there. */
final class AddingClient extends BareClient {

  private final HttpClient plain = Fixtures.plain();
  private final String name;
  private final String value;

  AddingClient(String name, String value) {
    this.name = name;
    this.value = value;
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    return plain.send(with(request), handler);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    return plain.sendAsync(with(request), handler);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushes) {
    return plain.sendAsync(with(request), handler, pushes);
  }

  private HttpRequest with(HttpRequest request) {
    return HttpRequest.newBuilder(request, (header, text) -> true).header(name, value).build();
  }
}

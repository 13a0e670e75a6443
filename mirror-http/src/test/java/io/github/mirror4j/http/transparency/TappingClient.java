package io.github.mirror4j.http.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.body.CapturedResponse;
import io.github.mirror4j.http.body.ResponseTap;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.ResponseNotes;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Reads each response along, and does nothing else. */
final class TappingClient extends HttpClient {

  private final HttpClient client;
  private final ResponseNotes notes = new ResponseNotes();
  private final List<ResponseTap<?>> taps = new CopyOnWriteArrayList<>();

  TappingClient(HttpClient client) {
    this.client = client;
  }

  /** Once all is over, whichever way, and everything was released. */
  void assertNothingIsLeft() throws InterruptedException {
    taps.forEach(ResponseTap::giveUp);
    assertThat(
            FaultResources.await(
                () -> {
                  notes.ends.forEach(CapturedResponse::release);
                  return notes.memory.held() == 0;
                }))
        .as("all memory was given back")
        .isTrue();
    assertThat(notes.failures).isEmpty();
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    return client.send(request, tap(request, handler));
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    return client.sendAsync(request, tap(request, handler));
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushes) {
    return client.sendAsync(request, tap(request, handler), pushes);
  }

  private <T> BodyHandler<T> tap(HttpRequest request, BodyHandler<T> handler) {
    if (handler == null || request == null) {
      return handler;
    }
    boolean isHead = "HEAD".equals(request.method());
    ResponseTap<T> tap = isHead ? notes.tapOfHead(handler) : notes.tap(handler);
    taps.add(tap);
    return tap;
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return client.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return client.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return client.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return client.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return client.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return client.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return client.authenticator();
  }

  @Override
  public Version version() {
    return client.version();
  }

  @Override
  public Optional<Executor> executor() {
    return client.executor();
  }

  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    return client.newWebSocketBuilder();
  }

  @Override
  public void shutdown() {
    client.shutdown();
  }

  @Override
  public boolean awaitTermination(Duration duration) throws InterruptedException {
    return client.awaitTermination(duration);
  }

  @Override
  public boolean isTerminated() {
    return client.isTerminated();
  }

  @Override
  public void shutdownNow() {
    client.shutdownNow();
  }

  @Override
  public void close() {
    client.close();
  }
}

package io.github.mirror4j.http;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** A delegate that notes what it is asked, sends nothing, and answers with fixed objects. */
final class FakeClient extends HttpClient {

  /** One call of one method. */
  record Call(String method, List<@Nullable Object> arguments) {}

  final List<Call> calls = new CopyOnWriteArrayList<>();
  final HttpResponse<?> response = fake(HttpResponse.class);
  final CompletableFuture<?> future = new CompletableFuture<>();
  final Optional<CookieHandler> cookieHandler = Optional.of(new CookieManager());
  final Optional<Authenticator> authenticator = Optional.of(new Authenticator() {});
  private final Optional<Duration> connectTimeout = Optional.of(Duration.ofSeconds(7));
  private final Optional<ProxySelector> proxy = Optional.of(ProxySelector.of(null));
  private final Optional<Executor> executor = Optional.of(Runnable::run);
  private final SSLContext sslContext;
  Redirect redirect = Redirect.ALWAYS;
  private final SSLParameters sslParameters = new SSLParameters();
  private final WebSocket.Builder webSocketBuilder = fake(WebSocket.Builder.class);
  @Nullable RuntimeException failure;

  /** What becomes of a request that is sent: nothing, unless a test says so. */
  Consumer<HttpRequest> sending = request -> {};

  FakeClient() {
    try {
      sslContext = SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static <T> T fake(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            FakeClient.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                method.getName().equals("toString") ? "a fake " + type.getSimpleName() : null));
  }

  Call onlyCall() {
    if (calls.size() != 1) {
      throw new AssertionError("not one call: " + calls);
    }
    return calls.get(0);
  }

  private <T> T note(T answer, String method, @Nullable Object... arguments) {
    calls.add(new Call(method, Arrays.asList(arguments)));
    if (failure != null) {
      throw failure;
    }
    return answer;
  }

  @Override
  @SuppressWarnings("unchecked") // nobody looks at the body
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws IOException {
    HttpResponse<T> answer = (HttpResponse<T>) note(response, "send", request, handler);
    sending.accept(request);
    return answer;
  }

  @Override
  @SuppressWarnings("unchecked") // nobody looks at the body
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    return (CompletableFuture<HttpResponse<T>>) note(future, "sendAsync", request, handler);
  }

  @Override
  @SuppressWarnings("unchecked") // nobody looks at the body
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushes) {
    return (CompletableFuture<HttpResponse<T>>) note(future, "sendAsync", request, handler, pushes);
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return note(cookieHandler, "cookieHandler");
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return note(connectTimeout, "connectTimeout");
  }

  @Override
  public Redirect followRedirects() {
    return note(redirect, "followRedirects");
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return note(proxy, "proxy");
  }

  @Override
  public SSLContext sslContext() {
    return note(sslContext, "sslContext");
  }

  @Override
  public SSLParameters sslParameters() {
    return note(sslParameters, "sslParameters");
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return note(authenticator, "authenticator");
  }

  @Override
  public Version version() {
    return note(Version.HTTP_1_1, "version");
  }

  @Override
  public Optional<Executor> executor() {
    return note(executor, "executor");
  }

  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    return note(webSocketBuilder, "newWebSocketBuilder");
  }

  @Override
  public void shutdown() {
    note(this, "shutdown");
  }

  @Override
  public boolean awaitTermination(Duration duration) {
    return note(true, "awaitTermination", duration);
  }

  @Override
  public boolean isTerminated() {
    return note(true, "isTerminated");
  }

  @Override
  public void shutdownNow() {
    note(this, "shutdownNow");
  }

  @Override
  public void close() {
    note(this, "close");
  }

  @Override
  public String toString() {
    return "FakeClient";
  }
}

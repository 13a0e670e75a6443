package io.github.mirror4j.examples.bench;

import java.net.Authenticator;
import java.net.ConnectException;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * A client without a network: reads the request's body and responds at once, so that a benchmark
 * measures the decorator around it. Its asynchronous calls can hang or fail at once instead.
 */
public final class InstantClient extends HttpClient {

  private final HttpResponse<?> response = new InstantResponse<>();
  private final End end;

  private enum End {
    RESPONSE,
    HANG,
    FAILURE
  }

  /** Creates a client that responds at once. */
  public InstantClient() {
    this(End.RESPONSE);
  }

  private InstantClient(End end) {
    this.end = end;
  }

  static InstantClient thatHangs() {
    return new InstantClient(End.HANG);
  }

  static InstantClient thatFails() {
    return new InstantClient(End.FAILURE);
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
    request.bodyPublisher().ifPresent(publisher -> publisher.subscribe(new Drain()));
    return response();
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    return switch (end) {
      case RESPONSE -> CompletableFuture.completedFuture(send(request, handler));
      case HANG -> new CompletableFuture<>();
      case FAILURE -> CompletableFuture.failedFuture(new ConnectException());
    };
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushHandler) {
    return sendAsync(request, handler);
  }

  @SuppressWarnings("unchecked") // the response has no body
  private <T> HttpResponse<T> response() {
    return (HttpResponse<T>) response;
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return Optional.empty();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return Optional.empty();
  }

  @Override
  public Redirect followRedirects() {
    return Redirect.NEVER;
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return Optional.empty();
  }

  @Override
  public SSLContext sslContext() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public SSLParameters sslParameters() {
    return new SSLParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return Optional.empty();
  }

  @Override
  public Version version() {
    return Version.HTTP_1_1;
  }

  @Override
  public Optional<Executor> executor() {
    return Optional.empty();
  }

  /** Takes all of a body and forgets it. */
  private static final class Drain implements Subscriber<ByteBuffer> {

    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer item) {
      item.position(item.limit());
    }

    @Override
    public void onError(Throwable failure) {
      throw new IllegalStateException(failure);
    }

    @Override
    public void onComplete() {}
  }
}

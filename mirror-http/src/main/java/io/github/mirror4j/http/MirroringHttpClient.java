package io.github.mirror4j.http;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.http.send.MirrorClientValidator;
import io.github.mirror4j.rule.CheckReturnValue;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.RouteRule;
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
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * An {@link HttpClient} that sends requests through the client that it wraps, and sends
 * fire-and-forget copies of some of them to mirrors.
 *
 * <p>{@code send} and {@code sendAsync} pass the request to the wrapped client and return exactly
 * its response or future. A request to which no rule applies is passed on as the same object.
 * Copies are sent on virtual threads, within the limits set; copies beyond a limit are dropped and
 * counted. A mirror never affects what the caller receives.
 *
 * {@snippet class="io.github.mirror4j.http.Snippets" region="wrap"}
 *
 * <p>A client built by {@link #builder(HttpClient)} owns its mirror engine, which ends with the
 * client. Clients created by {@link MirrorEngine#wrap(HttpClient)} share their engine. The getters
 * return the wrapped client's settings. WebSockets come from the wrapped client and are not
 * mirrored. Thread-safe.
 *
 * @since 0.1.0
 */
public final class MirroringHttpClient extends HttpClient {

  private final HttpClient delegate;
  private final MirrorEngine engine;
  private final boolean ownsEngine;
  private final boolean looksAtClasses;

  MirroringHttpClient(HttpClient delegate, MirrorEngine engine, boolean ownsEngine) {
    this.delegate = delegate;
    this.engine = engine;
    this.ownsEngine = ownsEngine;
    looksAtClasses = looksAtClasses(delegate);
  }

  /**
   * Wraps a client, with default settings and without a registry.
   *
   * @param client the client that sends the primaries
   * @param rules the rules; their mirrors are base URIs
   * @return the mirroring client
   * @throws InvalidConfigurationException if the rules are invalid; the exception names every
   *     problem
   */
  @CheckReturnValue
  public static MirroringHttpClient wrap(HttpClient client, RouteRule... rules) {
    return builder(client).rules(rules).build();
  }

  /**
   * Wraps a builder of clients, with default settings and without a registry, for libraries that
   * create their own clients.
   *
   * @param clients the builder of the clients that send the primaries
   * @param rules the rules; their mirrors are base URIs
   * @return a builder of mirroring clients that share one engine
   * @throws InvalidConfigurationException if the rules are invalid; the exception names every
   *     problem
   */
  @CheckReturnValue
  public static WrappedHttpClientBuilder wrap(HttpClient.Builder clients, RouteRule... rules) {
    return MirrorEngine.builder().rules(rules).build().wrap(clients);
  }

  /**
   * Returns a new builder of a mirroring client.
   *
   * @param client the client that sends the primaries
   * @return a new builder
   */
  @CheckReturnValue
  public static Builder builder(HttpClient client) {
    return new Builder(requireNonNull(client, "client"));
  }

  /**
   * Returns the wrapped client.
   *
   * @return the client that sends the primaries
   */
  public HttpClient delegate() {
    return delegate;
  }

  /**
   * Returns the engine that controls and reports mirroring: this client's own, or one that it
   * shares with others.
   *
   * @return the engine
   */
  public MirrorEngine engine() {
    return engine;
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    PrimaryCall call = begin(request, handler);
    if (call == null) {
      return delegate.send(request, handler);
    }
    call.beforeSend(mayBeRefused(request, handler));
    HttpResponse<T> response;
    try {
      response = delegate.send(call.primary(), call.handler(handler));
    } catch (Throwable e) {
      call.onThrow(e);
      throw e;
    }
    call.onReturn(response);
    return response;
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    PrimaryCall call = begin(request, handler);
    if (call == null) {
      return delegate.sendAsync(request, handler);
    }
    CompletableFuture<HttpResponse<T>> future;
    try {
      future = delegate.sendAsync(call.primary(), call.handler(handler));
    } catch (Throwable e) {
      call.onReject(e);
      throw e;
    }
    call.onAccept(future);
    return future;
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request,
      BodyHandler<T> handler,
      @Nullable PushPromiseHandler<T> pushPromiseHandler) {
    PrimaryCall call = begin(request, handler);
    if (call == null) {
      return delegate.sendAsync(request, handler, pushPromiseHandler);
    }
    CompletableFuture<HttpResponse<T>> future;
    try {
      future = delegate.sendAsync(call.primary(), call.handler(handler), pushPromiseHandler);
    } catch (Throwable e) {
      call.onReject(e);
      throw e;
    }
    call.onAccept(future);
    return future;
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return delegate.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return delegate.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return delegate.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return delegate.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return delegate.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return delegate.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return delegate.authenticator();
  }

  @Override
  public Version version() {
    return delegate.version();
  }

  @Override
  public Optional<Executor> executor() {
    return delegate.executor();
  }

  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    return delegate.newWebSocketBuilder();
  }

  /**
   * Shuts down the wrapped client. Copies in flight may complete within the {@linkplain
   * MirrorSettingsBuilder#closeGrace close grace}; further copies are dropped. A shared engine
   * keeps running.
   */
  @Override
  public void shutdown() {
    stop();
    try {
      delegate.shutdown();
    } finally {
      finish();
    }
  }

  /** Waits for the wrapped client to terminate. Does not wait for copies. */
  @Override
  public boolean awaitTermination(Duration duration) throws InterruptedException {
    return delegate.awaitTermination(duration);
  }

  /** Returns whether the wrapped client is terminated, regardless of copies. */
  @Override
  public boolean isTerminated() {
    return delegate.isTerminated();
  }

  /**
   * Shuts down the wrapped client immediately and aborts the copies in flight. A shared engine
   * keeps running, and so do its copies.
   */
  @Override
  public void shutdownNow() {
    stop();
    try {
      delegate.shutdownNow();
    } finally {
      if (ownsEngine) {
        engine.abort();
      }
      finish();
    }
  }

  /**
   * Closes the wrapped client, which waits for primaries in flight. Copies in flight may complete
   * within the {@linkplain MirrorSettingsBuilder#closeGrace close grace}, without this method
   * waiting for them; further copies are dropped. A shared engine keeps running.
   */
  @Override
  public void close() {
    stop();
    try {
      delegate.close();
    } finally {
      finish();
    }
  }

  /** Returns the wrapped client and the number of rules in force. */
  @Override
  public String toString() {
    return "MirroringHttpClient[" + delegate + ", rules: " + engine.rules().rules().size() + "]";
  }

  private void stop() {
    if (ownsEngine) {
      engine.stop();
    }
  }

  private void finish() {
    if (ownsEngine) {
      engine.finish();
    }
  }

  /** Leaves a null request to the delegate, which rejects it in its own way. */
  private @Nullable PrimaryCall begin(
      @Nullable HttpRequest request, @Nullable BodyHandler<?> handler) {
    return request == null ? null : engine.begin(request, handler, looksAtClasses);
  }

  /** The client that sends the primaries; behind mirroring clients the last one. */
  HttpClient sender() {
    return delegate instanceof MirroringHttpClient mirroring ? mirroring.sender() : delegate;
  }

  /** A mirroring client passes its request on, so the client behind it counts. */
  private static boolean looksAtClasses(HttpClient delegate) {
    return delegate instanceof MirroringHttpClient mirroring
        ? mirroring.looksAtClasses
        : PrimaryRequest.mayLookAtClasses(delegate);
  }

  /** Whether the delegate may refuse the call before it sends anything. */
  private static boolean mayBeRefused(HttpRequest request, @Nullable BodyHandler<?> handler) {
    return handler == null
        || Thread.currentThread().isInterrupted()
        || PrimaryRequest.isForeign(request);
  }

  /**
   * A builder of {@linkplain MirroringHttpClient mirroring clients}. Not thread-safe.
   *
   * <p>The client owns its mirror engine, which ends with the client. Use {@link
   * MirrorEngine#wrap(HttpClient)} for clients that share an engine.
   *
   * @since 0.1.0
   */
  public static final class Builder extends MirrorSettingsBuilder<Builder> {

    final HttpClient delegate;

    Builder(HttpClient delegate) {
      this.delegate = delegate;
    }

    /**
     * Builds the client.
     *
     * @return the client
     * @throws InvalidConfigurationException if settings or rules are invalid, or if a mirror has no
     *     endpoint; the exception names every problem
     */
    public MirroringHttpClient build() {
      List<Problem> problems =
          mirrorClient == null ? List.of() : MirrorClientValidator.problems(mirrorClient, delegate);
      MirrorEngine engine = engine("mirroring client", problems);
      engine.register(delegate);
      return new MirroringHttpClient(delegate, engine, true);
    }

    @Override
    Builder self() {
      return this;
    }
  }
}

package io.github.mirror4j.http;

import static java.util.Objects.requireNonNull;

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
 * An {@link HttpClient} that sends requests as the client it wraps does, and sends copies of some
 * of them, as fire and forget, to other places.
 *
 * <p>{@code send} and {@code sendAsync} hand the request to the wrapped client and return its very
 * response or future; a request that no rule touches is handed on as the same object. Copies go out
 * on virtual threads, within the limits set; what exceeds a limit is dropped and counted. Nothing
 * that a mirror does or fails to do changes what the caller gets.
 *
 * {@snippet class="io.github.mirror4j.http.Snippets" region="wrap"}
 *
 * <p>{@link #builder(HttpClient)} gives a client with a mirror engine of its own, which ends with
 * it; {@link MirrorEngine#wrap(HttpClient)} gives one that shares its engine with others. The
 * getters tell the wrapped client's settings. WebSockets are the wrapped client's and not mirrored.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class MirroringHttpClient extends HttpClient {

  private final HttpClient delegate;
  private final MirrorEngine engine;
  private final boolean ownsEngine;

  MirroringHttpClient(HttpClient delegate, MirrorEngine engine, boolean ownsEngine) {
    this.delegate = delegate;
    this.engine = engine;
    this.ownsEngine = ownsEngine;
  }

  /**
   * Wraps a client, with default settings and without a registry.
   *
   * @param client the client that sends the primaries
   * @param rules the rules; their mirrors are base URIs
   * @return the mirroring client
   * @throws InvalidConfigurationException if anything is wrong with the rules; names every problem
   */
  @CheckReturnValue
  public static MirroringHttpClient wrap(HttpClient client, RouteRule... rules) {
    return builder(client).rules(rules).build();
  }

  /**
   * Wraps a builder of clients, with default settings and without a registry; for libraries that
   * make their clients themselves.
   *
   * @param clients the builder that makes the clients that send the primaries
   * @param rules the rules; their mirrors are base URIs
   * @return a builder of mirroring clients that share one engine
   * @throws InvalidConfigurationException if anything is wrong with the rules; names every problem
   */
  @CheckReturnValue
  public static WrappedHttpClientBuilder wrap(HttpClient.Builder clients, RouteRule... rules) {
    return MirrorEngine.builder().rules(rules).build().wrap(clients);
  }

  /**
   * Starts a mirroring client.
   *
   * @param client the client that sends the primaries
   * @return a new builder
   */
  @CheckReturnValue
  public static Builder builder(HttpClient client) {
    return new Builder(requireNonNull(client, "client"));
  }

  /**
   * The wrapped client.
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
    PrimaryCall call = begin(request);
    if (call == null) {
      return delegate.send(request, handler);
    }
    call.beforeSend(mayBeRefused(request, handler));
    HttpResponse<T> response;
    try {
      response = delegate.send(call.primary(), handler);
    } catch (Throwable e) {
      call.threw(e);
      throw e;
    }
    call.answered();
    return response;
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    PrimaryCall call = begin(request);
    if (call == null) {
      return delegate.sendAsync(request, handler);
    }
    CompletableFuture<HttpResponse<T>> future;
    try {
      future = delegate.sendAsync(call.primary(), handler);
    } catch (Throwable e) {
      call.refused();
      throw e;
    }
    call.accepted(future);
    return future;
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request,
      BodyHandler<T> handler,
      @Nullable PushPromiseHandler<T> pushPromiseHandler) {
    PrimaryCall call = begin(request);
    if (call == null) {
      return delegate.sendAsync(request, handler, pushPromiseHandler);
    }
    CompletableFuture<HttpResponse<T>> future;
    try {
      future = delegate.sendAsync(call.primary(), handler, pushPromiseHandler);
    } catch (Throwable e) {
      call.refused();
      throw e;
    }
    call.accepted(future);
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
   * Shuts the wrapped client down; copies in flight get a grace, further ones are dropped. A shared
   * engine goes on.
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

  /** Waits for the wrapped client; copies are not waited for. */
  @Override
  public boolean awaitTermination(Duration duration) throws InterruptedException {
    return delegate.awaitTermination(duration);
  }

  /** Whether the wrapped client is terminated; copies play no role. */
  @Override
  public boolean isTerminated() {
    return delegate.isTerminated();
  }

  /**
   * Shuts the wrapped client down at once, and aborts the copies in flight. A shared engine goes
   * on, and so do its copies.
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
   * Closes the wrapped client, which waits for primaries in flight; copies in flight get a grace
   * that nobody waits for, further ones are dropped. A shared engine goes on.
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

  /** The wrapped client and the rules in force. */
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

  /** A null request is left to the delegate to complain about, in its own way. */
  private @Nullable PrimaryCall begin(@Nullable HttpRequest request) {
    return request == null ? null : engine.begin(request, delegate);
  }

  /** Whether the delegate may refuse the call before it sends anything. */
  private static boolean mayBeRefused(HttpRequest request, @Nullable BodyHandler<?> handler) {
    return handler == null
        || Thread.currentThread().isInterrupted()
        || PrimaryRequest.isForeign(request);
  }

  /**
   * Collects what a mirroring client is made of; not thread-safe.
   *
   * <p>The client has a mirror engine of its own, which ends with it. Clients that are to share one
   * are made by {@link MirrorEngine#wrap(HttpClient)}.
   *
   * @since 0.1.0
   */
  public static final class Builder extends MirrorSettingsBuilder<Builder> {

    final HttpClient delegate;

    Builder(HttpClient delegate) {
      this.delegate = delegate;
    }

    /**
     * Makes the client.
     *
     * @return the client
     * @throws InvalidConfigurationException if anything is wrong with settings or rules, or if a
     *     mirror has no endpoint; names every problem
     */
    public MirroringHttpClient build() {
      List<Problem> problems =
          mirrorClient == null ? List.of() : ClientCheck.problems(mirrorClient, delegate);
      MirrorEngine engine = engine("mirroring client", problems);
      engine.serve(delegate);
      return new MirroringHttpClient(delegate, engine, true);
    }

    @Override
    Builder self() {
      return this;
    }
  }
}

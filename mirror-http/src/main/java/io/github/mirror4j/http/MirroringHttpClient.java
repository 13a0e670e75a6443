package io.github.mirror4j.http;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.select.RuleSet;
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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
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
 * <p>The getters tell the wrapped client's settings. WebSockets are the wrapped client's and not
 * mirrored. Thread-safe.
 *
 * @since 0.1.0
 */
public final class MirroringHttpClient extends HttpClient {

  private final HttpClient delegate;
  private final MirrorEngine engine;

  MirroringHttpClient(HttpClient delegate, MirrorEngine engine) {
    this.delegate = delegate;
    this.engine = engine;
  }

  /**
   * Wraps a client, with default settings and without a registry.
   *
   * @param client the client that sends the primaries
   * @param rules the rules; their mirrors are base URIs
   * @return the mirroring client
   * @throws InvalidConfigurationException if anything is wrong with the rules; names every problem
   */
  public static MirroringHttpClient wrap(HttpClient client, RouteRule... rules) {
    return builder(client).rules(rules).build();
  }

  /**
   * Starts a mirroring client.
   *
   * @param client the client that sends the primaries
   * @return a new builder
   */
  public static MirroringHttpClientBuilder builder(HttpClient client) {
    return new MirroringHttpClientBuilder(requireNonNull(client, "client"));
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
   * The rules in force.
   *
   * @return the rule set
   */
  public RuleSet rules() {
    return engine.rules();
  }

  /**
   * Puts other rules in force, at once and as a whole: each request meets either all of the old
   * ones or all of the new ones.
   *
   * @param rules all rules that are to be in force from now on
   * @throws InvalidConfigurationException if anything is wrong with the rules; names every problem,
   *     and the old rules stay in force
   */
  public void replaceRules(Collection<RouteRule> rules) {
    replaceRules(rules, ServiceRegistry.empty());
  }

  /**
   * Puts other rules in force, as {@link #replaceRules(Collection)} does, with endpoints that
   * belong to them, such as those that rule files describe.
   *
   * @param rules all rules that are to be in force from now on
   * @param registry where their services' endpoints are looked up first; the registry that the
   *     client was built with comes second
   * @throws InvalidConfigurationException if anything is wrong with the rules; names every problem,
   *     and the old rules stay in force
   */
  public void replaceRules(Collection<RouteRule> rules, ServiceRegistry registry) {
    engine.replace(List.copyOf(rules), requireNonNull(registry, "registry"));
  }

  /**
   * Closes something together with this client, such as a watcher of rule files.
   *
   * @param resource what is closed when this client is closed or shut down, once; what it throws is
   *     logged. At once if this client is closed already
   */
  public void onClose(AutoCloseable resource) {
    engine.onClose(requireNonNull(resource, "resource"));
  }

  /**
   * Puts other rules in force, as {@link #replaceRules(Collection)} does.
   *
   * @param rules all rules that are to be in force from now on
   * @throws InvalidConfigurationException if anything is wrong with the rules
   */
  public void replaceRules(RouteRule... rules) {
    replaceRules(List.of(rules));
  }

  /** Stops mirroring at once, for all mirrors; primaries are still routed. */
  public void pause() {
    engine.pause(true);
  }

  /** Ends {@link #pause()}; mirrors that were paused one by one stay paused. */
  public void resume() {
    engine.pause(false);
  }

  /**
   * Stops one mirror at once.
   *
   * @param rule the rule's name, as in {@link MirrorCounts#rule()}
   * @param mirror the mirror's name
   * @throws IllegalArgumentException if no rule in force has such a mirror
   */
  public void pause(String rule, String mirror) {
    engine.pause(rule, mirror, true);
  }

  /**
   * Ends {@link #pause(String, String)}.
   *
   * @param rule the rule's name, as in {@link MirrorCounts#rule()}
   * @param mirror the mirror's name
   * @throws IllegalArgumentException if no rule in force has such a mirror
   */
  public void resume(String rule, String mirror) {
    engine.pause(rule, mirror, false);
  }

  /**
   * What became of the copies up to now; cheap enough to be asked every second.
   *
   * @return a snapshot
   */
  public MirrorStats stats() {
    return engine.stats();
  }

  /**
   * Says in plain text what rules do with a request, and why; nothing is sent.
   *
   * @param request the request
   * @return several lines, which show values of the request
   */
  public String explain(HttpRequest request) {
    return engine.rules().explain(new HttpFacts(request));
  }

  /**
   * Waits until no copy is in flight; for tests and for tools that end.
   *
   * @param patience how long to wait at most
   * @return whether no copy is in flight
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public boolean awaitIdle(Duration patience) throws InterruptedException {
    return engine.awaitIdle(patience);
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
    return handOn(call, primary -> delegate.sendAsync(primary, handler));
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
    return handOn(call, primary -> delegate.sendAsync(primary, handler, pushPromiseHandler));
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

  /** Shuts the wrapped client down; copies in flight get a grace, further ones are dropped. */
  @Override
  public void shutdown() {
    engine.stop();
    delegate.shutdown();
    engine.finish();
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

  /** Shuts the wrapped client down at once, and aborts the copies in flight. */
  @Override
  public void shutdownNow() {
    engine.stop();
    delegate.shutdownNow();
    engine.abort();
  }

  /**
   * Closes the wrapped client, which waits for primaries in flight; copies in flight get a grace
   * that nobody waits for, further ones are dropped.
   */
  @Override
  public void close() {
    engine.stop();
    try {
      delegate.close();
    } finally {
      engine.finish();
    }
  }

  /** The wrapped client and the rules in force. */
  @Override
  public String toString() {
    return "MirroringHttpClient[" + delegate + ", rules: " + rules().rules().size() + "]";
  }

  /** Gives the delegate its request and the caller the delegate's very future. */
  private static <T> CompletableFuture<T> handOn(
      PrimaryCall call, Function<HttpRequest, CompletableFuture<T>> delegate) {
    CompletableFuture<T> answer;
    try {
      answer = delegate.apply(call.primary());
    } catch (Throwable e) {
      call.refused();
      throw e;
    }
    call.accepted(answer);
    return answer;
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
}

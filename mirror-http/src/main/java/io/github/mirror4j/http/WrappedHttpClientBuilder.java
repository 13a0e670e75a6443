package io.github.mirror4j.http;

import io.github.mirror4j.rule.InvalidConfigurationException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * An {@link HttpClient.Builder} whose clients mirror, for libraries that accept a builder and
 * create their own clients.
 *
 * <p>Each setter delegates to the wrapped builder. Each {@link #build()} wraps a new client. All
 * clients share one {@link #engine()}, with its lanes, limits and counts. Closing one client does
 * not affect the mirroring of the others. Not thread-safe.
 *
 * {@snippet class="io.github.mirror4j.http.Snippets" region="clientBuilder"}
 *
 * @since 0.1.0
 */
public final class WrappedHttpClientBuilder implements HttpClient.Builder {

  private final HttpClient.Builder delegate;
  private final MirrorEngine engine;

  WrappedHttpClientBuilder(HttpClient.Builder delegate, MirrorEngine engine) {
    this.delegate = delegate;
    this.engine = engine;
  }

  /**
   * Returns the engine that the clients share, with its rules, lanes, limits and counts.
   *
   * @return the engine
   */
  public MirrorEngine engine() {
    return engine;
  }

  @Override
  public WrappedHttpClientBuilder cookieHandler(CookieHandler cookieHandler) {
    delegate.cookieHandler(cookieHandler);
    return this;
  }

  @Override
  public WrappedHttpClientBuilder connectTimeout(Duration duration) {
    delegate.connectTimeout(duration);
    return this;
  }

  @Override
  public WrappedHttpClientBuilder sslContext(SSLContext sslContext) {
    delegate.sslContext(sslContext);
    return this;
  }

  @Override
  public WrappedHttpClientBuilder sslParameters(SSLParameters sslParameters) {
    delegate.sslParameters(sslParameters);
    return this;
  }

  @Override
  public WrappedHttpClientBuilder executor(Executor executor) {
    delegate.executor(executor);
    return this;
  }

  @Override
  public WrappedHttpClientBuilder followRedirects(HttpClient.Redirect policy) {
    delegate.followRedirects(policy);
    return this;
  }

  @Override
  public WrappedHttpClientBuilder version(HttpClient.Version version) {
    delegate.version(version);
    return this;
  }

  @Override
  public WrappedHttpClientBuilder priority(int priority) {
    delegate.priority(priority);
    return this;
  }

  @Override
  public WrappedHttpClientBuilder proxy(ProxySelector proxySelector) {
    delegate.proxy(proxySelector);
    return this;
  }

  @Override
  public WrappedHttpClientBuilder authenticator(Authenticator authenticator) {
    delegate.authenticator(authenticator);
    return this;
  }

  @Override
  public WrappedHttpClientBuilder localAddress(@Nullable InetAddress localAddress) {
    delegate.localAddress(localAddress);
    return this;
  }

  /**
   * Builds a client with the current settings, and wraps it.
   *
   * @throws InvalidConfigurationException if the engine's {@code mirrorClient} shares a cookie
   *     handler or an authenticator with the new client
   */
  @Override
  public MirroringHttpClient build() {
    return engine.wrap(delegate.build());
  }

  /** Returns a description that names the wrapped builder. */
  @Override
  public String toString() {
    return "WrappedHttpClientBuilder[" + delegate + "]";
  }
}

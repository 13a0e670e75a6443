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
 * An {@link HttpClient.Builder} whose clients mirror, for libraries that take a builder and make
 * their clients themselves.
 *
 * <p>Each setter is handed on to the builder that is wrapped. Each {@link #build()} wraps a new
 * client; all of them share one {@link #engine()}, with its lanes, limits and counts, and closing
 * one leaves the others' mirroring alone. Like any such builder it is not thread-safe.
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
   * What the clients share: rules, lanes, counts, switches.
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
   * Makes a client with the settings so far, and wraps it.
   *
   * @throws InvalidConfigurationException if the engine's own mirror client shares a cookie handler
   *     or an authenticator with it
   */
  @Override
  public MirroringHttpClient build() {
    return engine.wrap(delegate.build());
  }

  /** The builder that is wrapped. */
  @Override
  public String toString() {
    return "WrappedHttpClientBuilder[" + delegate + "]";
  }
}

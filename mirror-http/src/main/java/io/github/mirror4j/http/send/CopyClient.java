package io.github.mirror4j.http.send;

import io.github.mirror4j.http.guard.ForeignCalls;
import io.github.mirror4j.http.guard.JdkHttp;
import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.http.guard.Threads;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client that sends copies, apart from the primaries' client.
 *
 * <p>An own one follows no redirect, has no cookies and no authenticator, and uses the JVM's
 * default TLS settings or those given for copies, not the delegate's, which may hold a client
 * certificate. Its proxy is the delegate's.
 *
 * @param http the client
 * @param version the HTTP version that its copies ask for
 * @param owned whether it is closed with the engine; one that the user gave is not
 */
record CopyClient(HttpClient http, HttpClient.Version version, boolean owned) {

  private static final Logger LOG = LoggerFactory.getLogger(CopyClient.class);
  private static final Module JAVA_BASE = Object.class.getModule();

  /**
   * Exchanges that are interrupted leave a connection that is being made alone: without this, a
   * mirror that does not respond at all would hold a socket for each copy until the system gives
   * up, some minutes later.
   */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /**
   * For http mirrors. Its steps run on its own selector's thread, which costs a third less than
   * handing each to a thread: they read, discard and write what is there, and never wait. No
   * upgrade to HTTP/2 is asked for: servers stumble over it, with a body above all.
   */
  static CopyClient ownPlain(Optional<ProxySelector> proxy) {
    return own(proxy, HttpClient.Version.HTTP_1_1, null, Runnable::run);
  }

  /**
   * For https mirrors. Handshakes compute for long and may look certificates up, so its steps run
   * on threads, with an executor that never rejects: one that does would stop the client's
   * selector.
   */
  static CopyClient ownSecure(
      Optional<ProxySelector> proxy, HttpClient.Version version, @Nullable SSLContext sslContext) {
    ThreadFactory threads = Threads.virtual("mirror4j-http-");
    return own(proxy, version, sslContext, task -> threads.newThread(task).start());
  }

  private static CopyClient own(
      Optional<ProxySelector> proxy,
      HttpClient.Version version,
      @Nullable SSLContext sslContext,
      Executor executor) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .version(version)
            .executor(executor);
    proxy.ifPresent(builder::proxy);
    if (sslContext != null) {
      builder.sslContext(sslContext);
    }
    return new CopyClient(builder.build(), version, true);
  }

  /** HTTP/3 may insist on its own discovery and fail where HTTP/2 would not. */
  static HttpClient.Version secureVersion(HttpClient client) {
    return client.version() == HttpClient.Version.HTTP_1_1
        ? HttpClient.Version.HTTP_1_1
        : HttpClient.Version.HTTP_2;
  }

  /**
   * Whether {@code send} of this client can be called on a copy's virtual thread: it is known to
   * give an exchange up when interrupted, and calls no code of the user's there but a proxy
   * selector, which {@link #prepare} has asked before.
   */
  boolean isInterruptible() {
    return isJdks() && (owned || (http.cookieHandler().isEmpty() && http.executor().isEmpty()));
  }

  private boolean isJdks() {
    return JdkHttp.has(http.getClass());
  }

  /**
   * Does on another thread, before the exchange, what may hang and would keep the copy's carrier: a
   * proxy selector of the user's that hangs in a monitor (before JDK 24), a resolver of names that
   * hangs in native code (on any JDK). The exchange then asks the selector once more, and finds the
   * name in the JVM's cache. The selector of a decorated copy is asked by the exchange alone.
   *
   * @param isDecorated whether the copy runs in a task of the user's; see {@link
   *     ForeignCalls#place}
   * @throws InterruptedException if the copy's time is over, or the engine is closed
   */
  void prepare(URI address, boolean isDecorated, ForeignCalls calls, FreshNames names)
      throws InterruptedException {
    if (!isJdks()) {
      return;
    }
    String host = address.getHost();
    ProxySelector selector = http.proxy().orElseGet(ProxySelector::getDefault);
    boolean isForeign = selector != null && selector.getClass().getModule() != JAVA_BASE;
    if (isForeign && isDecorated) {
      return;
    }
    boolean isKnown = isNumber(host) || names.contains(host, System.nanoTime());
    if ((isForeign || !isKnown) && calls.call(() -> resolve(address, selector))) {
      names.add(host, System.nanoTime());
    }
  }

  /**
   * Whether the name was resolved. What fails here fails again in the exchange, which says it in
   * its own way.
   */
  private static boolean resolve(URI address, @Nullable ProxySelector selector) {
    try {
      if (selector == null || isDirect(selector.select(address))) {
        return InetAddress.getByName(address.getHost()) != null;
      }
    } catch (UnknownHostException | RuntimeException e) {
      LogLines.debug(LOG, "An address could not be resolved", e);
    }
    return false;
  }

  private static boolean isDirect(List<Proxy> proxies) {
    return proxies.isEmpty() || proxies.get(0).type() == Proxy.Type.DIRECT;
  }

  /** An IPv6 or IPv4 address; what a URI's host may consist of is known. */
  private static boolean isNumber(String host) {
    if (host.startsWith("[")) {
      return true;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  /** Whether it can no longer send. */
  boolean isTerminated() {
    return http.isTerminated();
  }

  /** Ends what is still running; the exchanges' futures fail. */
  public void abort() {
    if (owned) {
      http.shutdownNow();
    }
  }
}

package io.github.mirror4j.http;

import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/**
 * A client that sends copies, apart from the primaries' client.
 *
 * <p>An own one follows no redirect, has no cookies and no authenticator, and uses the JVM's
 * default TLS settings, not the delegate's, which may hold a client certificate. Its proxy is the
 * delegate's.
 *
 * @param http the client
 * @param version the HTTP version that its copies ask for
 * @param owned whether it is closed with the engine; one that the user gave is not
 */
record CopyClient(HttpClient http, HttpClient.Version version, boolean owned) {

  /**
   * Exchanges that are interrupted leave a connection that is being made alone: without this, a
   * mirror that does not answer at all would hold a socket for each copy until the system gives up,
   * some minutes later.
   */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /**
   * For http mirrors. Its steps run on its own selector's thread, which costs a third less than
   * handing each to a thread: they read, discard and write what is there, and never wait. No
   * upgrade to HTTP/2 is asked for: servers stumble over it, with a body above all.
   */
  static CopyClient ownPlain(Optional<ProxySelector> proxy) {
    return own(proxy, HttpClient.Version.HTTP_1_1, Runnable::run);
  }

  /**
   * For https mirrors. Handshakes compute for long and may look certificates up, so its steps run
   * on threads, with an executor that never rejects: one that does would stop the client's
   * selector.
   */
  static CopyClient ownSecure(Optional<ProxySelector> proxy, HttpClient.Version version) {
    ThreadFactory threads = LaneContext.threads("mirror4j-http-");
    return own(proxy, version, task -> threads.newThread(task).start());
  }

  private static CopyClient own(
      Optional<ProxySelector> proxy, HttpClient.Version version, Executor executor) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .version(version)
            .executor(executor);
    proxy.ifPresent(builder::proxy);
    return new CopyClient(builder.build(), version, true);
  }

  /** HTTP/3 may insist on its own discovery and fail where HTTP/2 would not. */
  static HttpClient.Version secureVersion(HttpClient client) {
    return client.version() == HttpClient.Version.HTTP_1_1
        ? HttpClient.Version.HTTP_1_1
        : HttpClient.Version.HTTP_2;
  }

  /** Whether {@code send} of this client is known to give an exchange up when interrupted. */
  boolean isInterruptible() {
    return http.getClass().getModule() == HttpClient.class.getModule();
  }

  /** Ends what is still running; the exchanges' futures fail. */
  void abort() {
    if (owned) {
      http.shutdownNow();
    }
  }
}

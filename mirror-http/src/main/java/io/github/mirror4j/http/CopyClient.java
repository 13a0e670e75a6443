package io.github.mirror4j.http;

import java.net.http.HttpClient;
import java.util.concurrent.ThreadFactory;

/**
 * The client that sends the copies, apart from the primaries' client.
 *
 * <p>An own one follows no redirect, has no cookies and no authenticator, and uses the JVM's
 * default TLS settings, not the delegate's, which may hold a client certificate. Its proxy is the
 * delegate's.
 *
 * @param http the client
 * @param secureVersion the HTTP version for https mirrors
 * @param owned whether it is closed with the engine; one that the user gave is not
 */
record CopyClient(HttpClient http, HttpClient.Version secureVersion, boolean owned) {

  static CopyClient own(HttpClient delegate) {
    ThreadFactory threads = LaneContext.threads("mirror4j-http-");
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            // Never rejects: an executor that does would stop the client's selector.
            .executor(task -> threads.newThread(task).start());
    delegate.proxy().ifPresent(builder::proxy);
    return new CopyClient(builder.build(), secureVersion(delegate), true);
  }

  static CopyClient given(HttpClient client) {
    return new CopyClient(client, secureVersion(client), false);
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

  /** HTTP/3 may insist on its own discovery and fail where HTTP/2 would not. */
  private static HttpClient.Version secureVersion(HttpClient client) {
    return client.version() == HttpClient.Version.HTTP_1_1
        ? HttpClient.Version.HTTP_1_1
        : HttpClient.Version.HTTP_2;
  }
}

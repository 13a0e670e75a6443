package io.github.mirror4j.http;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.InvalidConfigurationException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The clients that send the copies of one engine, one for http and one for https: both the user's,
 * or made after the proxy and the version of the first client that is wrapped.
 *
 * <p>The one for http is made while that client is wrapped, the one for https by the first copy
 * that needs it: never on a caller's thread.
 */
final class CopyClients {

  private final @Nullable HttpClient given;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<ProxySelector> proxy = Optional.empty();
  private HttpClient.Version secureVersion = HttpClient.Version.HTTP_2;
  private volatile @Nullable CopyClient plain;
  private volatile @Nullable CopyClient secure;
  private boolean aborted;

  CopyClients(@Nullable HttpClient given) {
    this.given = given;
    if (given != null) {
      plain = new CopyClient(given, HttpClient.Version.HTTP_1_1, false);
      secure = new CopyClient(given, CopyClient.secureVersion(given), false);
    }
  }

  /**
   * Makes sure that copies of this client's requests can be sent.
   *
   * @throws InvalidConfigurationException if the user's client shares what it must not with it
   */
  void serve(HttpClient delegate) {
    if (given != null) {
      InvalidConfigurationException.throwIfAny(
          "mirror engine", ClientCheck.problems(given, delegate));
      return;
    }
    lock.lock();
    try {
      if (plain == null) {
        proxy = delegate.proxy();
        secureVersion = CopyClient.secureVersion(delegate);
        plain = CopyClient.ownPlain(proxy);
        abortIfTooLate(plain);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether the user gave the client. */
  boolean isGiven() {
    return given != null;
  }

  /** The client for copies to http or https; asked by copies alone, after {@link #serve}. */
  CopyClient get(boolean toHttps) {
    CopyClient client = toHttps ? secure : plain;
    return client == null ? makeSecure() : client;
  }

  /** Ends what is still running; the exchanges fail. */
  void abort() {
    lock.lock();
    try {
      aborted = true;
      abortIfTooLate(plain);
      abortIfTooLate(secure);
    } finally {
      lock.unlock();
    }
  }

  private CopyClient makeSecure() {
    lock.lock();
    try {
      if (secure == null) {
        secure = CopyClient.ownSecure(proxy, secureVersion);
        abortIfTooLate(secure);
      }
      return requireNonNull(secure);
    } finally {
      lock.unlock();
    }
  }

  private void abortIfTooLate(@Nullable CopyClient client) {
    if (aborted && client != null) {
      client.abort();
    }
  }
}

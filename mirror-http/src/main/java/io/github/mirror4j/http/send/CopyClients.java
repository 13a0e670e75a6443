package io.github.mirror4j.http.send;

import io.github.mirror4j.rule.InvalidConfigurationException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The clients that send the copies of one engine: the user's, or clients of ours, made after the
 * proxy and the version of the first client that is wrapped.
 *
 * <p>The one for http is made while that client is wrapped, those for https by the first copy that
 * needs them: never on a caller's thread. There may be several for https, because the JDK's client
 * has one HTTP/2 connection to an origin, and refuses at once what the mirror's limit of concurrent
 * streams has no room for: a further client is a further connection.
 */
public final class CopyClients {

  /**
   * How many HTTP/2 connections to one origin are opened where its limit of streams asks for it.
   */
  static final int MAX_SECURE = 4;

  private final @Nullable HttpClient given;
  private final @Nullable SSLContext sslContext;
  private final int mostConnections;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<RenewedClient> secure = new ArrayList<>();
  private Optional<ProxySelector> proxy = Optional.empty();
  private HttpClient.Version secureVersion = HttpClient.Version.HTTP_2;
  private volatile @Nullable RenewedClient plain;
  private boolean aborted;

  /**
   * Creates the clients; those of ours are made when they are needed.
   *
   * @param given the user's client; null for clients of ours
   * @param sslContext the TLS settings of clients of ours; null for the JVM's
   * @param mostConnections how many connections a client of ours may keep
   */
  public CopyClients(
      @Nullable HttpClient given, @Nullable SSLContext sslContext, int mostConnections) {
    this.given = given;
    this.sslContext = sslContext;
    this.mostConnections = mostConnections;
    if (given != null) {
      secureVersion = CopyClient.secureVersion(given);
    }
  }

  /**
   * Makes sure that copies of this client's requests can be sent.
   *
   * @param delegate the client that sends the primaries
   * @throws InvalidConfigurationException if the user's client shares what it must not with it
   */
  public void register(HttpClient delegate) {
    if (given != null) {
      InvalidConfigurationException.throwIfAny(
          "mirror engine", MirrorClientValidator.problems(given, delegate));
      return;
    }
    lock.lock();
    try {
      if (plain == null) {
        proxy = delegate.proxy();
        secureVersion = CopyClient.secureVersion(delegate);
        RenewedClient made = new RenewedClient(() -> CopyClient.ownPlain(proxy), mostConnections);
        made.prepare();
        plain = made;
        if (aborted) {
          made.abort();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** {@return whether the user gave the client} */
  public boolean isGiven() {
    return given != null;
  }

  /** {@return whether https mirrors are trusted as the JVM trusts servers} */
  public boolean hasDefaultTls() {
    return given == null && sslContext == null;
  }

  /** {@return whether the user gave TLS settings for clients of ours} */
  public boolean hasSslContext() {
    return sslContext != null;
  }

  /** The HTTP version that copies ask for. */
  HttpClient.Version version(boolean toHttps) {
    return toHttps ? secureVersion : HttpClient.Version.HTTP_1_1;
  }

  /**
   * The client for an exchange; asked by copies alone, after {@link #register}.
   *
   * @param refusals how many clients had no room for the same copy on their connections
   * @return null where there is no further one
   */
  @Nullable ClientLease lease(URI address, boolean toHttps, int refusals) {
    if (given != null) {
      return refusals == 0 ? new GivenLease(new CopyClient(given, version(toHttps), false)) : null;
    }
    RenewedClient http = plain;
    if (http != null && !toHttps) {
      return refusals == 0 ? http.lease(address) : null;
    }
    return refusals < MAX_SECURE ? secure(refusals).lease(address) : null;
  }

  /** Ends what is still running; the exchanges fail. */
  public void abort() {
    lock.lock();
    try {
      aborted = true;
      RenewedClient http = plain;
      if (http != null) {
        http.abort();
      }
      secure.forEach(RenewedClient::abort);
    } finally {
      lock.unlock();
    }
  }

  private RenewedClient secure(int index) {
    lock.lock();
    try {
      while (secure.size() <= index) {
        RenewedClient further =
            new RenewedClient(
                () -> CopyClient.ownSecure(proxy, secureVersion, sslContext), mostConnections);
        secure.add(further);
        if (aborted) {
          further.abort();
        }
      }
      return secure.get(index);
    } finally {
      lock.unlock();
    }
  }

  private record GivenLease(CopyClient client) implements ClientLease {
    @Override
    public void end(Use use) {
      // Only the user can replace it.
    }
  }
}

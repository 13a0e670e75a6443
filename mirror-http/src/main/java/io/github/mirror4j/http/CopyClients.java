package io.github.mirror4j.http;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.InvalidConfigurationException;
import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The client that sends the copies of one engine: the user's own, or one that is made when the
 * first client is wrapped, after that client's proxy and version.
 *
 * <p>It is made while clients are being built, so that no caller's thread ever waits for it.
 */
final class CopyClients {

  private final @Nullable HttpClient given;
  private volatile @Nullable CopyClient client;
  private boolean aborted;

  CopyClients(@Nullable HttpClient given) {
    this.given = given;
    client = given == null ? null : CopyClient.given(given);
  }

  /**
   * Makes sure that there is a client, for copies of this one's requests.
   *
   * @throws InvalidConfigurationException if the user's client shares what it must not with it
   */
  synchronized void serve(HttpClient delegate) {
    if (given != null) {
      InvalidConfigurationException.throwIfAny(
          "mirror engine", ClientCheck.problems(given, delegate));
    } else if (client == null && !aborted) {
      client = CopyClient.own(delegate);
    }
  }

  /** Whether the user gave the client. */
  boolean isGiven() {
    return given != null;
  }

  /** The client; there is one as soon as any client is wrapped. */
  CopyClient get() {
    return requireNonNull(client, "client");
  }

  /** Ends what is still running; the exchanges' futures fail. */
  synchronized void abort() {
    aborted = true;
    CopyClient now = client;
    if (now != null) {
      now.abort();
    }
  }
}

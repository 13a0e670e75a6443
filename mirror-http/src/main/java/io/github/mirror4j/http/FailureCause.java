package io.github.mirror4j.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a copy that was sent, or tried to be, has no response.
 *
 * @since 0.1.0
 */
public enum FailureCause {
  /** The registry knew no endpoint for the mirror, or failed. */
  NO_ENDPOINT,
  /** The mirror's host name is not known. */
  UNKNOWN_HOST,
  /** No connection: refused, unreachable. */
  CONNECT,
  /** The TLS handshake failed: certificate, host name, protocol. */
  TLS,
  /**
   * The proxy could not be reached (refused, unreachable, unknown), or opened no tunnel to the
   * mirror.
   */
  PROXY,
  /** The proxy asked for credentials (407), which copies do not have. */
  PROXY_AUTHENTICATION,
  /** The response broke the rules of HTTP. */
  PROTOCOL,
  /** The connection or the stream was closed or reset, or another I/O error. */
  CONNECTION_LOST,
  /** No HTTP request can be made of the copy, such as with a rewritten path that is no URI. */
  INVALID_REQUEST,
  /** The client was closed while the copy was in flight. */
  ABORTED,
  /** Anything else. */
  OTHER;

  /**
   * Whether a further copy would most likely fail in the same way, so that the mirror is left alone
   * for a while: so it is with the mirror's own failures, and with those of the proxy before it.
   */
  boolean isReasonToBackOff() {
    return this != INVALID_REQUEST && this != ABORTED && this != OTHER;
  }

  /** What to do about it, for the log; empty where nothing more is known. */
  String cure() {
    return switch (this) {
      case TLS -> "copies trust what the JVM trusts: mirrorSslContext(..) or mirrorClient(..)";
      case PROXY -> "copies use the wrapped client's proxy: status() names it";
      case PROXY_AUTHENTICATION ->
          "copies have no credentials for the proxy: mirrorClient(..) with proxy and authenticator";
      default -> "";
    };
  }

  /**
   * The cause behind what a client threw.
   *
   * @param throughProxy whether the client connected to a proxy instead of the mirror
   */
  static FailureCause of(@Nullable Throwable failure, boolean throughProxy) {
    if (throughProxy && isOfProxy(failure)) {
      return PROXY;
    }
    Throwable cause = failure;
    for (int i = 0; cause != null && i < RecentFailures.LONGEST_CHAIN; i++) {
      if (isUnknownHost(cause)) {
        return UNKNOWN_HOST;
      }
      if (cause instanceof ProtocolException
          || cause
              instanceof NumberFormatException // of a number in a response, as the JDK throws it
          || FailureMessage.isOfProtocol(cause.getMessage())) {
        return PROTOCOL;
      }
      cause = cause.getCause();
    }
    return switch (failure) {
      case null -> OTHER;
      case ConnectException e -> CONNECT;
      case SSLException e -> TLS;
      case IOException e -> CONNECTION_LOST;
      case IllegalArgumentException e -> INVALID_REQUEST;
      default -> OTHER;
    };
  }

  private static boolean isOfProxy(@Nullable Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < RecentFailures.LONGEST_CHAIN; i++) {
      if (isUnknownHost(cause)
          || cause instanceof ConnectException
          || cause instanceof HttpConnectTimeoutException
          || FailureMessage.isOfTunnel(cause.getMessage())) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isUnknownHost(Throwable cause) {
    return cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException;
  }
}

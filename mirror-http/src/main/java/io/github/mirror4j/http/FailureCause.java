package io.github.mirror4j.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a copy that was sent, or tried to be, has no answer.
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
  /** The answer was not HTTP. */
  PROTOCOL,
  /** The connection was closed or reset, or another I/O error. */
  CONNECTION_LOST,
  /** No HTTP request can be made of the copy, such as with a rewritten path that is no URI. */
  INVALID_REQUEST,
  /** The client was closed while the copy was in flight. */
  ABORTED,
  /** Anything else. */
  OTHER;

  /** Whether the mirror is to blame, and not the copy or its client. */
  boolean isMirrors() {
    return this != INVALID_REQUEST && this != ABORTED && this != OTHER;
  }

  static FailureCause of(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return UNKNOWN_HOST;
      }
      if (cause instanceof NumberFormatException) {
        return PROTOCOL; // The JDK reads numbers in answers, and throws it as it is.
      }
    }
    return switch (failure) {
      case null -> OTHER;
      case ConnectException e -> CONNECT;
      case SSLException e -> TLS;
      case ProtocolException e -> PROTOCOL;
      case IOException e -> CONNECTION_LOST;
      case IllegalArgumentException e -> INVALID_REQUEST;
      default -> OTHER;
    };
  }
}

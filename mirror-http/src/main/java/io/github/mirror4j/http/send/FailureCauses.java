package io.github.mirror4j.http.send;

import static io.github.mirror4j.http.stats.FailureCause.ABORTED;
import static io.github.mirror4j.http.stats.FailureCause.CONNECT;
import static io.github.mirror4j.http.stats.FailureCause.CONNECTION_LOST;
import static io.github.mirror4j.http.stats.FailureCause.EDITOR_FAILED;
import static io.github.mirror4j.http.stats.FailureCause.EDITOR_TIMED_OUT;
import static io.github.mirror4j.http.stats.FailureCause.INVALID_REQUEST;
import static io.github.mirror4j.http.stats.FailureCause.OTHER;
import static io.github.mirror4j.http.stats.FailureCause.PROTOCOL;
import static io.github.mirror4j.http.stats.FailureCause.PROXY;
import static io.github.mirror4j.http.stats.FailureCause.TLS;
import static io.github.mirror4j.http.stats.FailureCause.UNKNOWN_HOST;

import io.github.mirror4j.http.stats.FailureCause;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a failed copy failed of, and what follows from that. */
public final class FailureCauses {

  private FailureCauses() {}

  /**
   * Returns whether a further copy would most likely fail in the same way, so that the mirror is
   * left alone for a while: so it is with the mirror's own failures, and with those of the proxy
   * before it.
   *
   * @param cause the cause
   * @return whether it counts for the back-off
   */
  public static boolean isReasonToBackOff(FailureCause cause) {
    return cause != INVALID_REQUEST
        && cause != EDITOR_FAILED
        && cause != EDITOR_TIMED_OUT
        && cause != ABORTED
        && cause != OTHER;
  }

  /**
   * Returns what to do about it, for the log.
   *
   * @param cause the cause
   * @return the cure, or where to look
   */
  public static String cure(FailureCause cause) {
    return switch (cause) {
      case NO_ENDPOINT -> "no ServiceEntry and no registry has an endpoint of the mirror";
      case UNKNOWN_HOST, CONNECT, PROTOCOL, CONNECTION_LOST, INVALID_REQUEST, OTHER ->
          "status() shows the host and the exceptions";
      case ABORTED -> "close() ended them";
      case TLS -> "copies trust what the JVM trusts: mirrorSslContext(..) or mirrorClient(..)";
      case PROXY -> "copies use the wrapped client's proxy: status() names it";
      case PROXY_AUTHENTICATION ->
          "copies have no credentials for the proxy: mirrorClient(..) with proxy and authenticator";
      case EDITOR_FAILED -> "the exception of Mirror.edit(..): status() names its class";
      case EDITOR_TIMED_OUT -> "Mirror.edit(..) has to return within the copy's timeout";
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
    for (int i = 0; cause != null && i < RecentFailures.MAX_CHAIN; i++) {
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
    for (int i = 0; cause != null && i < RecentFailures.MAX_CHAIN; i++) {
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

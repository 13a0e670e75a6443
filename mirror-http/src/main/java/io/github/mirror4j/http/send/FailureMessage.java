package io.github.mirror4j.http.send;

import io.github.mirror4j.text.Printable;
import java.net.ConnectException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK's client says about a failure, as far as it cannot contain any part of a request.
 *
 * <p>Messages of exceptions may quote what was sent or received, so a message is shown only where
 * it is one of the JDK's client, and either comes before any request is sent (connecting, TLS) or
 * begins in a known way. Some of the latter quote a response afterwards; only their beginning is
 * shown.
 */
final class FailureMessage {

  private static final int MAX = 200;

  /** Fixed texts, and texts with numbers or words of the protocol. */
  private static final List<String> WHOLE =
      List.of(
          "Broken pipe",
          "Connection closed",
          "Connection refused",
          "Connection reset",
          "EOF reached while reading",
          "HTTP connect timed out",
          "HTTP/1.1 header parser received no bytes",
          "No route to host",
          "Received RST_STREAM: ",
          "RST_STREAM received ",
          "Tunnel failed, got: ",
          "Unexpected 101 response, when not upgrading",
          "chunked transfer encoding, state: ",
          "fixed content-length: ",
          "request not processed by peer",
          "too many authentication attempts. Limit: ",
          "No credentials provided",
          "Proxy-Authenticate header missing for response code 407",
          "Too many interim responses received: ",
          "unexpected content length header with 204 response");

  /** What follows may quote the response, which may quote the request. */
  private static final List<String> BEGINNINGS =
      List.of(
          "Chunk header size too long",
          "Header size too big",
          "Illegal character in chunk size",
          "Invalid status line",
          "Invalid header",
          "Bad header",
          "Illegal value",
          "Unexpected \"Content-Length\" header in a 204 response", // from JDK 27 on
          "Unexpected \"Transfer-Encoding\" header in a 204 response",
          "Unexpected frame",
          "invalid chunk header",
          "invalid content");

  /** What the JDK's client says where the response broke a rule, beside ProtocolException. */
  private static final List<String> OF_PROTOCOL =
      List.of(
          "Chunk header size too long",
          "Illegal character in chunk size",
          "Unexpected frame",
          "invalid chunk header",
          "invalid content",
          "unexpected content length header with 204 response");

  private FailureMessage() {}

  static boolean isOfProtocol(@Nullable String message) {
    return message != null && OF_PROTOCOL.stream().anyMatch(message::startsWith);
  }

  static boolean isOfTunnel(@Nullable String message) {
    return message != null && message.startsWith("Tunnel failed, got: ");
  }

  /** The first message in the chain of causes that may be shown; empty if there is none. */
  static String of(@Nullable Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < RecentFailures.MAX_CHAIN; i++) {
      String shown = shown(cause);
      if (!shown.isEmpty()) {
        return shown;
      }
      cause = cause.getCause();
    }
    return "";
  }

  private static String shown(Throwable cause) {
    String message = cause.getMessage();
    if (message == null) {
      return "";
    }
    if (cause instanceof SSLException
        || cause instanceof ConnectException
        || WHOLE.stream().anyMatch(message::startsWith)) {
      String clean = Printable.of(message);
      return clean.length() <= MAX ? clean : clean.substring(0, MAX);
    }
    return BEGINNINGS.stream().filter(message::startsWith).findFirst().orElse("");
  }
}

package io.github.mirror4j.http.send;

import org.jspecify.annotations.Nullable;

/**
 * Recognizes that a client refused to send a request, because the server admits no further stream
 * on the client's HTTP/2 connection (RFC 9113, 5.1.2).
 *
 * <p>The JDK's client tells by the text of an IOException only; it neither waits nor opens a second
 * connection. The class is the one that JDK 26 has for it.
 */
final class StreamLimit {

  private static final String MESSAGE = "too many concurrent streams";
  private static final String CLASS = "java.net.http.StreamLimitException";
  private static final int MAX_CHAIN = 8;

  private StreamLimit() {}

  static boolean isReached(@Nullable Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MAX_CHAIN; i++) {
      if (MESSAGE.equals(cause.getMessage()) || CLASS.equals(cause.getClass().getName())) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}

package io.github.mirror4j.http;

import io.github.mirror4j.rule.PrimaryResult;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** What an exception tells of a primary that {@code send} or a future ended with. */
final class PrimaryFailure {

  private PrimaryFailure() {}

  /** The exception itself, without what a future wraps it in. */
  static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** The failure that a future has by now; null if it has none. Allocates nothing in that case. */
  static @Nullable Throwable now(CompletableFuture<?> future) {
    if (!future.isCompletedExceptionally()) {
      return null;
    }
    return future.isCancelled() ? new CancellationException() : future.exceptionNow();
  }

  /**
   * Whether the client did not accept the request. These are what {@code send} and {@code
   * sendAsync} of {@link java.net.http.HttpClient} reject a request with. A connection that cannot
   * be made is no refusal: the client accepted the request. This includes an unresolved address,
   * although its exception is an {@link IllegalArgumentException}.
   */
  static boolean isRefusal(@Nullable Throwable failure) {
    Throwable cause = failure == null ? null : cause(failure);
    return cause instanceof NullPointerException
        || cause instanceof SecurityException
        || (cause instanceof IllegalArgumentException
            && !(cause instanceof UnresolvedAddressException));
  }

  /** What kind of failure it is, for mirrors that get copies of some. */
  static PrimaryResult.Failure kind(@Nullable Throwable cause) {
    if (cause instanceof HttpConnectTimeoutException
        || cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof UnresolvedAddressException
        || cause instanceof SSLHandshakeException) {
      return PrimaryResult.Failure.CONNECT;
    }
    if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
      return PrimaryResult.Failure.TIMED_OUT;
    }
    return cause instanceof IOException
        ? PrimaryResult.Failure.CONNECTION_LOST
        : PrimaryResult.Failure.OTHER;
  }

  /** Returns whether the caller gave up the primary, so that it did not fail by itself. */
  static boolean isCancellation(Throwable cause) {
    return cause instanceof CancellationException || cause instanceof InterruptedException;
  }
}

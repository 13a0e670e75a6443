package io.github.mirror4j.http;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** What an exception tells of a primary that {@code send} or a future ended with. */
final class PrimaryFailure {

  private PrimaryFailure() {}

  /** The exception itself, without what a future wraps it in. */
  static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** Whether the caller gave the primary up, rather than that it failed. */
  static boolean isCancellation(Throwable cause) {
    return cause instanceof CancellationException || cause instanceof InterruptedException;
  }
}

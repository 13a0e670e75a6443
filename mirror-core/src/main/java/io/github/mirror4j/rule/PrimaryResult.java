package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a primary ended, as far as its copies may depend on it. Immutable and thread-safe.
 *
 * @param status the status of its response; 0 if it failed
 * @param failure why it failed; null if it got a response
 * @param time the time from sending it until the caller got the response or the exception
 * @since 0.1.0
 */
public record PrimaryResult(int status, @Nullable Failure failure, Duration time) {

  /** Checks that there is a time. */
  public PrimaryResult {
    requireNonNull(time, "time");
  }

  /**
   * Why a primary got no response.
   *
   * @since 0.1.0
   */
  public enum Failure {
    /** The timeout of the request expired. */
    TIMED_OUT,
    /** No connection was made: refused, unreachable, unknown host, or not in time. */
    CONNECT,
    /** The connection was lost, or another I/O error occurred. */
    CONNECTION_LOST,
    /** Anything else, such as an exception of the caller's body handler. */
    OTHER
  }

  /**
   * Returns the result of a primary that got a response.
   *
   * @param status the status of the response
   * @param time the time until the caller got it
   * @return the result
   */
  public static PrimaryResult responded(int status, Duration time) {
    return new PrimaryResult(status, null, time);
  }

  /**
   * Returns the result of a primary that failed.
   *
   * @param failure why it failed
   * @param time the time until the caller got the exception
   * @return the result
   */
  public static PrimaryResult failed(Failure failure, Duration time) {
    return new PrimaryResult(0, requireNonNull(failure, "failure"), time);
  }
}

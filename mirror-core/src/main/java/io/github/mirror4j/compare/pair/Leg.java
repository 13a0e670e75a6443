package io.github.mirror4j.compare.pair;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.diff.ReceivedResponse;

/** How one of the requests of a pair or triple ended. */
@SuppressWarnings("doclint:missing") // for our own modules only
public sealed interface Leg {

  /**
   * A response came.
   *
   * @param response the response
   * @param timing how long it took
   * @param redirected whether the client followed a redirect to get it
   */
  public record Responded(ReceivedResponse response, Timing timing, boolean redirected)
      implements Leg {}

  /**
   * The request was sent, and no response came.
   *
   * @param kind what came instead
   * @param nanos how long that took
   */
  public record Failed(Kind kind, long nanos) implements Leg {

    /** What came instead of a response. */
    public enum Kind {
      /** Nothing, until the deadline. */
      TIMED_OUT,
      /** No connection, or one that broke. */
      CONNECTION,
      /** Anything else. */
      OTHER
    }
  }

  /**
   * The request was not sent.
   *
   * @param reason why
   */
  public record NotSent(LossReason reason) implements Leg {}
}

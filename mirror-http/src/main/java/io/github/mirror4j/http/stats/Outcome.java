package io.github.mirror4j.http.stats;

/**
 * How a copy ended. Each selected copy has exactly one outcome, unless it was {@linkplain
 * MirrorCounts#withheld() withheld}.
 *
 * @since 0.1.0
 */
public sealed interface Outcome {

  /**
   * The mirror sent a response. Its body is discarded and may have been cut off.
   *
   * @param status the status code
   * @since 0.1.0
   */
  record Completed(int status) implements Outcome {}

  /**
   * The mirror sent no response, for another reason than a timeout.
   *
   * @param cause why there was no response
   * @since 0.1.0
   */
  record Failed(FailureCause cause) implements Outcome {}

  /**
   * No response began before the copy's timeout elapsed, so the exchange was cancelled.
   *
   * @since 0.1.0
   */
  record TimedOut() implements Outcome {}

  /**
   * The copy was not sent.
   *
   * @param reason why the copy was not sent
   * @since 0.1.0
   */
  record Dropped(DropReason reason) implements Outcome {}
}

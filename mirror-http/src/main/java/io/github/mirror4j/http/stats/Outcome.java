package io.github.mirror4j.http.stats;

/**
 * How a copy ended; every copy that was selected ends in exactly one outcome.
 *
 * @since 0.1.0
 */
public sealed interface Outcome {

  /**
   * The mirror sent a response. Its body may have been cut off, since it is only discarded.
   *
   * @param status the status code
   * @since 0.1.0
   */
  record Completed(int status) implements Outcome {}

  /**
   * The mirror did not answer.
   *
   * @param cause why not
   * @since 0.1.0
   */
  record Failed(FailureCause cause) implements Outcome {}

  /**
   * No response had begun when the copy's timeout was over; the exchange was cancelled.
   *
   * @since 0.1.0
   */
  record TimedOut() implements Outcome {}

  /**
   * The copy was not sent.
   *
   * @param reason why not
   * @since 0.1.0
   */
  record Dropped(DropReason reason) implements Outcome {}
}

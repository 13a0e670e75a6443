package io.github.mirror4j.compare;

/**
 * Why a pair of responses was not compared. A pair that was not compared never counts as equal.
 *
 * @since 0.1.0
 */
public enum LossReason {
  /** The primary went to the mirror's own service and labels. */
  SAME_TARGET,
  /**
   * The primary went to the mirror's own service and labels, because the draw of a weighted route
   * sent it there. The draw does not depend on the request.
   */
  CANARY,
  /**
   * The wrapped client is not the JDK's own and may look at the class of the caller's body handler,
   * which is not one of the JDK's either.
   */
  FOREIGN_CLIENT,
  /** The primary's and the baseline's responses came from different builds of the old version. */
  V1_CHANGED,
  /** The primary took longer than copies may take, or timed out. */
  PRIMARY_SLOWER,
  /**
   * Copies are treated unlike primaries: redirected, or refused because they have no credentials.
   * The old version alone tells, so that a new version that asks for no credentials gains nothing.
   */
  COPIES_UNLIKE_PRIMARY,
  /** The primary failed. */
  PRIMARY_FAILED,
  /** The caller cancelled the primary, or stopped reading its response. */
  PRIMARY_CANCELLED,
  /** Nobody read the primary's response to its end in time. */
  PRIMARY_NOT_READ,
  /** The primary's response is larger than what is captured, or decodes to over four times that. */
  PRIMARY_TOO_LARGE,
  /** The primary's response is a stream of events or parts, or a protocol switch. */
  PRIMARY_STREAMED,
  /** The primary's response is of a media type that is not compared. */
  PRIMARY_MEDIA_TYPE,
  /** The primary's response cannot be decoded. */
  PRIMARY_UNDECODABLE,
  /** No memory was left to capture the primary's response. */
  PRIMARY_MEMORY_FULL,
  /** The candidate was not sent: all copies that the mirror may have were in flight. */
  LANE_FULL,
  /** The candidate was not sent: all copies that the engine may have were in flight. */
  TOTAL_FULL,
  /** The candidate was not sent: the mirror was given a rest. */
  BACKED_OFF,
  /** The candidate was not sent: the mirror had its copies of this second. */
  RATE_LIMITED,
  /**
   * The candidate was not wanted: its primary did not end in the way that the mirror's copies are
   * about, or an editor withheld it. It counts for nothing.
   */
  WITHHELD,
  /** The candidate was not sent, for another reason than the mirror's speed. */
  COPY_DROPPED,
  /** No memory was left to capture the candidate's or the baseline's response. */
  COPY_MEMORY_FULL,
  /** The baseline was not sent. */
  BASELINE_DROPPED,
  /** The baseline failed, or took longer than copies may take. */
  BASELINE_FAILED,
  /** All threads that compare were busy. */
  COMPARE_LANE_FULL,
  /**
   * Mirroring was paused, switched off or ended, or the copy was aborted, before the pair was
   * compared.
   */
  STOPPED,
  /** The library failed. */
  INTERNAL_ERROR;

  /**
   * Returns whether pairs that are lost for this reason lower the {@linkplain PairCounts#coverage
   * coverage}. Those of {@link #CANARY} do not: chance alone chose them, so the pairs that are
   * compared tell as much about their requests as about all others. Those of {@link #WITHHELD} were
   * not wanted. Neither ever counts as equal.
   *
   * @return false for {@link #CANARY} and {@link #WITHHELD}
   */
  public boolean lowersCoverage() {
    return this != CANARY && this != WITHHELD;
  }
}

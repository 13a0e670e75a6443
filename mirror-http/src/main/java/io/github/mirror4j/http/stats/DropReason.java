package io.github.mirror4j.http.stats;

/**
 * Why a selected copy was not sent.
 *
 * @since 0.1.0
 */
public enum DropReason {
  /** Mirroring, or this mirror, was paused. */
  PAUSED,
  /**
   * Mirroring was switched off for the whole process, see {@link
   * io.github.mirror4j.http.MirrorSwitch}.
   */
  SWITCHED_OFF,
  /** The client was shut down or closed. */
  CLOSED,
  /** The maximum number of copies was waiting for the end of their primaries. */
  WAITING_FULL,
  /** The primary had not ended when the time for waiting was over. */
  PRIMARY_UNFINISHED,
  /** The mirror had the maximum number of copies in flight that its lane allows. */
  LANE_FULL,
  /** All mirrors together had the maximum number of copies in flight that the client allows. */
  TOTAL_FULL,
  /**
   * The mirror's limit of concurrent HTTP/2 streams was reached on every connection that copies
   * use. The copy was not sent. This does not count as a failure of the mirror.
   */
  STREAM_LIMIT,
  /**
   * The mirror had its copies of this second, {@link io.github.mirror4j.rule.Mirror#maxPerSecond}.
   */
  RATE_LIMITED,
  /** Too many of the mirror's last copies failed, so copies to it pause. */
  BACKED_OFF,
  /**
   * The mirror has recovered from a back-off a short while ago, so it gets only part of its copies.
   */
  SLOW_START,
  /** The request's body was larger than the limit. */
  BODY_TOO_LARGE,
  /** The bodies and large heads held for copies would have exceeded the memory limit. */
  MEMORY_FULL,
  /**
   * The primary ended before its whole body was sent, so no complete copy was possible; or its
   * client did not read the body within the request's timeout, at most five minutes.
   */
  BODY_INCOMPLETE,
  /**
   * The request could not be rebuilt safely, so the primary was sent unchanged. A wrapped client
   * that is not the JDK's may depend on the class of the request or of its body publisher. A
   * request or publisher whose class is not the JDK's is therefore passed to such a client as the
   * same object, and its body is not captured. This reason also applies if the rule's edits of the
   * URI or the headers do not produce a valid request.
   */
  NOT_REBUILDABLE,
  /**
   * A baseline of a comparison whose copy to the mirror was not sent, so that there is nothing to
   * compare it with.
   */
  NOT_COMPARED,
  /**
   * The client did not accept the primary: it rejected it with an {@link IllegalArgumentException},
   * a {@link NullPointerException} or a {@link SecurityException}, or its {@code sendAsync} threw.
   * A connection that cannot be made is no such case: a copy without body is then sent.
   */
  PRIMARY_REFUSED,
  /** The caller cancelled or interrupted the primary before its copy was offered. */
  PRIMARY_CANCELLED,
  /** The primary failed before its body was complete. */
  PRIMARY_FAILED,
  /** The library itself failed; please report it. */
  INTERNAL_ERROR
}

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
  /** The mirror had as many copies in flight as its lane admits. */
  LANE_FULL,
  /** All mirrors together had as many copies in flight as the client admits. */
  TOTAL_FULL,
  /**
   * The mirror's limit of concurrent HTTP/2 streams had no room for the copy, on any of the
   * connections that copies use. It was not sent, and the mirror is not to blame.
   */
  STREAM_LIMIT,
  /** So many of the mirror's last copies failed that it is left alone for a while. */
  BACKED_OFF,
  /** The request's body was larger than the limit. */
  BODY_TOO_LARGE,
  /** What is held for copies, bodies and large heads, would have taken more memory than allowed. */
  MEMORY_FULL,
  /** The primary ended before its body had been sent to the end; nothing whole could be copied. */
  BODY_INCOMPLETE,
  /**
   * The request could not be rebuilt without harm, so the primary went on as it was. A wrapped
   * client that is not the JDK's own may look at the class of the request or of its body publisher,
   * so one of a class that is not the JDK's is handed on as the same object and its body is not
   * read along. Or what the rule makes of the URI or the headers is no request.
   */
  NOT_REBUILDABLE,
  /** The primary was refused at once, before anything was sent. */
  PRIMARY_REFUSED,
  /** The caller cancelled or interrupted the primary before it was complete. */
  PRIMARY_CANCELLED,
  /** The primary failed before its body was complete. */
  PRIMARY_FAILED,
  /** Something of the library itself failed; please report it. */
  INTERNAL_ERROR
}

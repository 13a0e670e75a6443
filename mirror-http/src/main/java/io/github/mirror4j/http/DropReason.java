package io.github.mirror4j.http;

/**
 * Why a selected copy was not sent.
 *
 * @since 0.1.0
 */
public enum DropReason {
  /** Mirroring, or this mirror, was paused. */
  PAUSED("resume()"),
  /** Mirroring was switched off for the whole process, see {@link MirrorSwitch}. */
  SWITCHED_OFF(MirrorSwitch.PROPERTY),
  /** The client was shut down or closed. */
  CLOSED("close()"),
  /** The mirror had as many copies in flight as its lane admits. */
  LANE_FULL("maxConcurrentCopies"),
  /** All mirrors together had as many copies in flight as the client admits. */
  TOTAL_FULL("maxConcurrentCopiesInTotal"),
  /**
   * The mirror's limit of concurrent HTTP/2 streams had no room for the copy, on any of the
   * connections that copies use. It was not sent, and the mirror is not to blame.
   */
  STREAM_LIMIT("the mirror's HTTP/2 stream limit; maxConcurrentCopies"),
  /** So many of the mirror's last copies failed that it is left alone for a while. */
  BACKED_OFF("backOff"),
  /** The request's body was larger than the limit. */
  BODY_TOO_LARGE("bodyLimit"),
  /** What is held for copies, bodies and large heads, would have taken more memory than allowed. */
  MEMORY_FULL("bodyMemory"),
  /** The primary ended before its body had been sent to the end; nothing whole could be copied. */
  BODY_INCOMPLETE("the primary's body"),
  /**
   * The request could not be rebuilt without harm, so the primary went on as it was. A wrapped
   * client that is not the JDK's own may look at the class of the request or of its body publisher,
   * so one of a class that is not the JDK's is handed on as the same object and its body is not
   * read along. Or what the rule makes of the URI or the headers is no request.
   */
  NOT_REBUILDABLE("the class of the request or of its body publisher, or the rule's changes"),
  /** The primary was refused at once, before anything was sent. */
  PRIMARY_REFUSED("the primary"),
  /** The caller cancelled or interrupted the primary before it was complete. */
  PRIMARY_CANCELLED("the primary"),
  /** The primary failed before its body was complete. */
  PRIMARY_FAILED("the primary"),
  /** Something of the library itself failed; please report it. */
  INTERNAL_ERROR("the library");

  private final String setting;

  @SuppressWarnings("ImmutableEnumChecker") // a record of this very constant
  private final Outcome outcome = new Outcome.Dropped(this);

  DropReason(String setting) {
    this.setting = setting;
  }

  /** The outcome of a copy that is dropped for this reason; always the same object. */
  Outcome outcome() {
    return outcome;
  }

  /** What to look at, for the log. */
  String setting() {
    return setting;
  }

  /** Whether an operator should hear of it: a limit was reached or something is wrong. */
  boolean isNotable() {
    return switch (this) {
      case LANE_FULL,
          TOTAL_FULL,
          STREAM_LIMIT,
          BACKED_OFF,
          BODY_TOO_LARGE,
          MEMORY_FULL,
          NOT_REBUILDABLE,
          INTERNAL_ERROR ->
          true;
      default -> false;
    };
  }
}

package io.github.mirror4j.compare.diff;

/** The body of a response, as far as it was captured. */
public sealed interface ReceivedBody {

  /**
   * A body that was captured whole, as it came over the wire: a content coding is not undone yet.
   *
   * @param bytes the bytes; not copied, and never changed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  record Bytes(byte[] bytes) implements ReceivedBody {}

  /**
   * A body that was not captured whole.
   *
   * @param reason why
   */
  record Missing(Reason reason) implements ReceivedBody {}

  /** Why a body was not captured whole. */
  enum Reason {
    /** It is larger than what is captured of a response. */
    TOO_LARGE,
    /** It is a stream of events or parts, or a protocol switch. */
    STREAMED,
    /** Its media type is not compared. */
    MEDIA_TYPE,
    /** No memory was left. */
    MEMORY_FULL,
    /** The reader stopped before the end. */
    CANCELLED,
    /** The connection broke before the end. */
    CUT_OFF,
    /** Nobody read it to its end in time. */
    NOT_READ;

    /**
     * Returns whether this library gave up the capture of a copy's response, so that a body which
     * is missing says nothing about the service.
     *
     * @return whether the reason lies in this process
     */
    public boolean isGivenUp() {
      return this == MEMORY_FULL || this == CANCELLED || this == NOT_READ;
    }
  }
}

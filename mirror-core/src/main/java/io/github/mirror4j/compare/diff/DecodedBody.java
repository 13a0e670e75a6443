package io.github.mirror4j.compare.diff;

/** A body whose content codings were undone. */
sealed interface DecodedBody {

  /**
   * A body without a content coding.
   *
   * @param bytes its bytes
   * @param coding the codings that it had
   * @param isClaimed whether it was not in a coding that its header names: a client below the
   *     library undid that, or the header is wrong
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  record Plain(byte[] bytes, String coding, boolean isClaimed) implements DecodedBody {

    static Plain of(byte[] bytes) {
      return new Plain(bytes, "", false);
    }
  }

  /** Why a body could not be decoded. */
  enum Undecodable implements DecodedBody {
    /** It is not what its coding says. */
    MALFORMED,
    /** The coding is none that the JDK decodes. */
    UNKNOWN_CODING,
    /** It grows beyond the limit. */
    TOO_LARGE
  }
}

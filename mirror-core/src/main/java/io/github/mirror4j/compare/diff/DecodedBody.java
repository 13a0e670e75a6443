package io.github.mirror4j.compare.diff;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A body whose content codings were undone. */
sealed interface DecodedBody {

  /**
   * A body without a content coding.
   *
   * @param bytes its bytes
   * @param coding the codings that it had
   * @param isMislabeled whether its header names a coding that it did not have, or not the one that
   *     it had: a client below the library undid one or removed the header, or the header is wrong
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  record Plain(byte[] bytes, String coding, boolean isMislabeled) implements DecodedBody {

    private static final int SEARCHED = 64 * 1024;

    static Plain of(byte[] bytes) {
      return new Plain(bytes, "", false);
    }

    /** Returns the names of which the start of the body has fields. */
    List<String> fieldsAmong(List<String> names) {
      String start = new String(bytes, 0, Math.min(bytes.length, SEARCHED), StandardCharsets.UTF_8);
      return names.stream()
          .filter(
              name ->
                  start.contains('"' + name + '"')
                      || start.contains('<' + name)
                      || start.contains(name + '='))
          .toList();
    }
  }

  /** Why a body could not be decoded. */
  enum Undecodable implements DecodedBody {
    /** The bytes are not in the coding. */
    MALFORMED,
    /** The JDK does not decode the coding. */
    UNKNOWN_CODING,
    /** It grows beyond the limit. */
    TOO_LARGE
  }
}

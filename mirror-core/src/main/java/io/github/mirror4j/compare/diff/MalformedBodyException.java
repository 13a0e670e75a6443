package io.github.mirror4j.compare.diff;

import java.io.Serial;

/** A body is not what its media type says, or beyond the limits. It never leaves the differ. */
final class MalformedBodyException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** Creates one without a stack trace: hostile bodies may come often. */
  MalformedBodyException(String message) {
    super(message, null, false, false);
  }
}

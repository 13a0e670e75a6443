package io.github.mirror4j.http.testkit;

import java.io.IOException;

/** A request that is no HTTP/1.1 or too large; the connection is of no more use. */
final class UnreadableRequest extends IOException {

  private static final long serialVersionUID = 1;

  private final int status;

  UnreadableRequest(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The status of the response. */
  int status() {
    return status;
  }
}

package io.github.mirror4j.http.testkit;

/**
 * The ways in which a {@link FaultMirror} misbehaves.
 *
 * <p>Unless noted otherwise, the mirror reads the request first.
 *
 * @since 0.1.0
 */
public enum Fault {
  /** Refuses connections, like a port on which nothing listens. */
  REFUSES(Misbehaviour.end("")),
  /**
   * Neither accepts nor refuses connections, like a firewall that drops packets. This uses a full
   * backlog; on a system that then refuses connections, this is the same as {@link #REFUSES}.
   */
  BLACK_HOLE(Misbehaviour.end("")),
  /** Accepts connections but reads nothing, and resets them after a minute. */
  NEVER_READS(
      (connection, request) -> {
        connection.pause(Misbehaviour.UNREAD);
        return false;
      }),
  /** Never responds. */
  HANGS(Misbehaviour.hang("")),
  /** Responds with a status, headers and 4 of 9 bytes of body, and then hangs. */
  HANGS_IN_RESPONSE(Misbehaviour.hang("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1234")),
  /** Responds with one byte of an endless header every 20 ms. */
  TRICKLES_HEADERS(Misbehaviour.trickle("HTTP/1.1 200 OK\r\nX-Slow: ", "a")),
  /** Responds with one byte of body every 20 ms, a million bytes in total. */
  TRICKLES_BODY(Misbehaviour.trickle("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", "a")),
  /** Resets the connection instead of responding. */
  RESETS(Misbehaviour.reset()),
  /** Closes the connection instead of responding. */
  CLOSES(Misbehaviour.end("")),
  /** Closes the connection after 4 of 100 bytes of body. */
  CLOSES_IN_RESPONSE(Misbehaviour.end("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n1234")),
  /** Responds with something that is not HTTP. */
  GARBAGE(Misbehaviour.end("\0\1\2 what? \r\n\r\n\r\n\r\n")),
  /** Responds with endless headers. */
  ENDLESS_HEADERS(Misbehaviour.flood("HTTP/1.1 200 OK\r\n", "X-A: b\r\n".repeat(1_000))),
  /** Responds with an endless body: a client that reads all of it never returns. */
  ENDLESS_BODY(
      Misbehaviour.flood(
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
          "fa0\r\n" + "b".repeat(4_000) + "\r\n")),
  /** Responds with a body of 10,000,000 bytes. */
  LARGE_RESPONSE(
      Misbehaviour.end(
          "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 10000000\r\n\r\n",
          "b".repeat(10_000),
          1_000)),
  /** Redirects to itself, with status 307. */
  REDIRECTS(Misbehaviour.respond(Response.of(307, "Location: /redirected\r\n")), true),
  /** Responds with status 401 and asks for a password. */
  RESPONDS_401(
      Misbehaviour.respond(Response.of(401, "WWW-Authenticate: Basic realm=\"mirror\"\r\n")), true),
  /** Responds with status 429. */
  RESPONDS_429(Misbehaviour.respond(Response.of(429, "Retry-After: 1\r\n")), true),
  /** Responds with status 500. */
  RESPONDS_500(Misbehaviour.respond(Response.of(500, "")), true);

  @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
  private final Misbehaviour misbehaviour;

  private final boolean wellFormed;

  Fault(Misbehaviour misbehaviour) {
    this(misbehaviour, false);
  }

  Fault(Misbehaviour misbehaviour, boolean wellFormed) {
    this.misbehaviour = misbehaviour;
    this.wellFormed = wellFormed;
  }

  Misbehaviour misbehaviour() {
    return misbehaviour;
  }

  /** Returns whether the response is valid HTTP, so that the connection can be reused. */
  boolean isWellFormed() {
    return wellFormed;
  }
}

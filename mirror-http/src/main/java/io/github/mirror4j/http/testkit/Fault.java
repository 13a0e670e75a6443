package io.github.mirror4j.http.testkit;

/**
 * What a {@link FaultMirror} does wrong.
 *
 * <p>Where nothing else is said, it reads the request first.
 *
 * @since 0.1.0
 */
public enum Fault {
  /** Refuses connections, as a port does where nothing listens. */
  REFUSES(Misbehaviour.end("")),
  /**
   * Neither accepts nor refuses connections, as behind a firewall that drops packets. Done with a
   * full backlog; where the system refuses connections then, this is {@link #REFUSES}.
   */
  BLACK_HOLE(Misbehaviour.end("")),
  /** Accepts connections and reads nothing; resets them after a minute. */
  NEVER_READS(
      (connection, request) -> {
        connection.pause(Misbehaviour.UNREAD);
        return false;
      }),
  /** Never answers. */
  HANGS(Misbehaviour.hang("")),
  /** Answers with a status, headers and 4 of 9 bytes of body, and then nothing more. */
  HANGS_IN_ANSWER(Misbehaviour.hang("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1234")),
  /** Answers with a byte of a header every 20 ms, without end. */
  TRICKLES_HEADERS(Misbehaviour.trickle("HTTP/1.1 200 OK\r\nX-Slow: ", "a")),
  /** Answers with a byte of body every 20 ms, a million in all. */
  TRICKLES_BODY(Misbehaviour.trickle("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", "a")),
  /** Resets the connection instead of answering. */
  RESETS(Misbehaviour.reset()),
  /** Closes the connection instead of answering. */
  CLOSES(Misbehaviour.end("")),
  /** Closes the connection after 4 of 100 bytes of body. */
  CLOSES_IN_ANSWER(Misbehaviour.end("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n1234")),
  /** Answers with something that is not HTTP. */
  GARBAGE(Misbehaviour.end("\0\1\2 what? \r\n\r\n\r\n\r\n")),
  /** Answers with headers without end. */
  ENDLESS_HEADERS(Misbehaviour.flood("HTTP/1.1 200 OK\r\n", "X-A: b\r\n".repeat(1_000))),
  /** Answers with a body without end: a client that reads it all never comes back. */
  ENDLESS_BODY(
      Misbehaviour.flood(
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
          "fa0\r\n" + "b".repeat(4_000) + "\r\n")),
  /** Answers with a body of 10,000,000 bytes. */
  LARGE_ANSWER(
      Misbehaviour.end(
          "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 10000000\r\n\r\n",
          "b".repeat(10_000),
          1_000)),
  /** Redirects to itself, with status 307. */
  REDIRECTS(Misbehaviour.answer(Answer.of(307, "Location: /redirected\r\n")), true),
  /** Answers with status 401 and asks for a password. */
  ANSWERS_401(
      Misbehaviour.answer(Answer.of(401, "WWW-Authenticate: Basic realm=\"mirror\"\r\n")), true),
  /** Answers with status 429. */
  ANSWERS_429(Misbehaviour.answer(Answer.of(429, "Retry-After: 1\r\n")), true),
  /** Answers with status 500. */
  ANSWERS_500(Misbehaviour.answer(Answer.of(500, "")), true);

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

  /** Whether it is proper HTTP, after which a connection is as good as before. */
  boolean isWellFormed() {
    return wellFormed;
  }
}

package io.github.mirror4j.http.send;

/** The use of a client for one exchange. */
interface ClientLease {

  CopyClient client();

  /** What is known about the connection once the exchange is over. */
  enum Use {
    /** A response came over HTTP/2. */
    HTTP_2,
    /** The connection had no room for the exchange, see {@link StreamLimit}. */
    REFUSED,
    /** Anything else. */
    OTHER
  }

  /** Ends the use; called once, in any case. */
  void end(Use use);
}

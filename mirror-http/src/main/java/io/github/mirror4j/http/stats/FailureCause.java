package io.github.mirror4j.http.stats;

/**
 * Why a copy that was sent, or tried to be, has no response.
 *
 * @since 0.1.0
 */
public enum FailureCause {
  /** The registry knew no endpoint for the mirror, or failed. */
  NO_ENDPOINT,
  /** The mirror's host name is not known. */
  UNKNOWN_HOST,
  /** No connection: refused, unreachable. */
  CONNECT,
  /** The TLS handshake failed: certificate, host name, protocol. */
  TLS,
  /**
   * The proxy could not be reached (refused, unreachable, unknown), or opened no tunnel to the
   * mirror.
   */
  PROXY,
  /** The proxy asked for credentials (407), which copies do not have. */
  PROXY_AUTHENTICATION,
  /** The response broke the rules of HTTP. */
  PROTOCOL,
  /** The connection or the stream was closed or reset, or another I/O error. */
  CONNECTION_LOST,
  /** No HTTP request can be made of the copy, such as with a rewritten path that is no URI. */
  INVALID_REQUEST,
  /** The client was closed while the copy was in flight. */
  ABORTED,
  /** Anything else. */
  OTHER
}

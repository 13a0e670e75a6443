package io.github.mirror4j.http.stats;

/**
 * Why a copy received no response although it was sent, or sending it was attempted.
 *
 * @since 0.1.0
 */
public enum FailureCause {
  /** The registry knew no endpoint for the mirror, or failed. */
  NO_ENDPOINT,
  /** The mirror's host name is not known. */
  UNKNOWN_HOST,
  /** The connection failed: refused or unreachable. */
  CONNECT,
  /** The TLS handshake failed: certificate, host name, protocol. */
  TLS,
  /**
   * The connection to the proxy failed (refused, unreachable, unknown), or the proxy did not open a
   * tunnel to the mirror.
   */
  PROXY,
  /** The proxy asked for credentials (407), which copies do not have. */
  PROXY_AUTHENTICATION,
  /** The response violated the HTTP protocol. */
  PROTOCOL,
  /** The connection or the stream was closed or reset, or another I/O error occurred. */
  CONNECTION_LOST,
  /**
   * The copy is not a valid HTTP request, for example because a rewritten path is not a valid URI.
   */
  INVALID_REQUEST,
  /** The mirror's editor of copies threw an exception, so the copy was not sent. */
  EDITOR_FAILED,
  /** The mirror's editor of copies did not return before the copy's timeout elapsed. */
  EDITOR_TIMED_OUT,
  /** The client was closed while the copy was in flight. */
  ABORTED,
  /** Anything else. */
  OTHER
}

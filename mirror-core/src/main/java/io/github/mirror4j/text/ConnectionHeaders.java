package io.github.mirror4j.text;

import java.util.Locale;
import java.util.Set;

/** The headers that concern one connection only (RFC 9110, 7.6.1), or that the client sets. */
public final class ConnectionHeaders {

  /** The JDK's client sets these itself and rejects a request that has them. */
  public static final Set<String> SET_BY_CLIENT =
      Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");

  /** No copy takes these over from its primary; {@link #SET_BY_CLIENT} are among them. */
  public static final Set<String> ALL =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private ConnectionHeaders() {}

  /**
   * Returns whether a header belongs to one connection, so that no copy carries it.
   *
   * @param name the name, in any case
   * @return whether it is one of {@link #ALL}
   */
  public static boolean include(String name) {
    return ALL.contains(name.toLowerCase(Locale.ROOT));
  }
}

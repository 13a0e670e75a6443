package io.github.mirror4j.text;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The headers that concern one connection only (RFC 9110, 7.6.1), or that the client sets. */
public final class ConnectionHeaders {

  /** The JDK's client sets these itself and rejects a request that has them. */
  public static final Set<String> SET_BY_CLIENT =
      Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");

  /** Requests and responses have these for one connection only. */
  public static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** No copy takes these over from its primary. */
  public static final Set<String> ALL =
      Stream.of(HOP_BY_HOP, SET_BY_CLIENT, Set.of("http2-settings", "proxy-authorization"))
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

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

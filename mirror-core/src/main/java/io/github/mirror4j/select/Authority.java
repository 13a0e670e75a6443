package io.github.mirror4j.select;

import java.net.URI;
import java.util.Locale;

/**
 * Extracts the authority of a URI in the form in which Java's HTTP client sends it as {@code Host},
 * and the scheme.
 */
final class Authority {

  private Authority() {}

  static String of(URI uri) {
    String authority = uri.getRawAuthority();
    if (authority == null) {
      return "";
    }
    String host = uri.getHost();
    boolean hasPort = host != null && uri.getPort() >= 0 && !isDefaultPort(uri);
    if (host == null || hasPort) {
      return authority.substring(authority.lastIndexOf('@') + 1);
    }
    return host;
  }

  /** Returns the scheme in lower case; empty if there is none. */
  static String schemeOf(URI uri) {
    String scheme = uri.getScheme();
    return scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
  }

  private static boolean isDefaultPort(URI uri) {
    return switch (schemeOf(uri)) {
      case "http" -> uri.getPort() == 80;
      case "https" -> uri.getPort() == 443;
      default -> false;
    };
  }
}

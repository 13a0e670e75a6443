package io.github.mirror4j.select;

import java.net.URI;

/**
 * Extracts the authority of a URI in the form in which Java's HTTP client sends it as {@code Host}.
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

  private static boolean isDefaultPort(URI uri) {
    return switch (FactReader.schemeOf(uri)) {
      case "http" -> uri.getPort() == 80;
      case "https" -> uri.getPort() == 443;
      default -> false;
    };
  }
}

package io.github.mirror4j.http;

import java.net.http.HttpRequest;

/** Whether this JVM lets a request carry a {@code Host} of its own. */
final class HostHeader {

  static final String PROPERTY = "-Djdk.httpclient.allowRestrictedHeaders=host";

  /** Read once, as the JDK does. */
  static final boolean IS_ALLOWED = isAllowed();

  private HostHeader() {}

  /** {@code host:8080} with {@code -shadow} behind the host: {@code host-shadow:8080}. */
  static String withShadowSuffix(String authority) {
    int colon = authority.lastIndexOf(':');
    int end = colon > authority.lastIndexOf(']') ? colon : authority.length();
    return authority.substring(0, end) + "-shadow" + authority.substring(end);
  }

  private static boolean isAllowed() {
    try {
      HttpRequest.newBuilder().header("Host", "localhost");
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}

package io.github.mirror4j.http.send;

import io.github.mirror4j.text.HttpText;
import java.net.http.HttpRequest;

/** Whether this JVM lets a request carry a {@code Host} of its own. */
public final class HostHeader {

  /** The option of a JVM that lets requests carry a {@code Host}. */
  public static final String PROPERTY = "-Djdk.httpclient.allowRestrictedHeaders=host";

  /** Read once, as the JDK does. */
  public static final boolean IS_ALLOWED = isAllowed();

  private HostHeader() {}

  /**
   * Returns {@code host:8080} with {@code -shadow} behind the host: {@code host-shadow:8080}.
   *
   * @param authority the host, perhaps with a port
   * @return the authority of the shadow
   */
  public static String withShadowSuffix(String authority) {
    int end = HttpText.hostEnd(authority);
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

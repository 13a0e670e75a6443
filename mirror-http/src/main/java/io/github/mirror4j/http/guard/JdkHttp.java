package io.github.mirror4j.http.guard;

import java.net.http.HttpClient;

/** Tells the classes of the JDK's HTTP client from all others. */
public final class JdkHttp {

  private static final Module MODULE = HttpClient.class.getModule();

  private JdkHttp() {}

  /**
   * Returns whether a class belongs to the JDK's client.
   *
   * @param type the class of a client, a request or a publisher
   * @return true if the class is the JDK's own
   */
  public static boolean has(Class<?> type) {
    return type.getModule() == MODULE;
  }
}

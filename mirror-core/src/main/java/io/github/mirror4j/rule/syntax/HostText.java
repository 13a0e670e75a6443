package io.github.mirror4j.rule.syntax;

/** Texts for messages about invalid hosts. */
@SuppressWarnings("doclint:missing") // for our own modules only
public final class HostText {

  private static final String UNDERSCORE =
      "; java.net.URI takes no host with '_', so Java's HTTP client cannot call it: give its IP"
          + " address, or an alias without underscore (a DNS CNAME, a network alias)";

  private HostText() {}

  /** Returns what was expected, with a workaround if the host contains an underscore. */
  public static String expected(String host, String expected) {
    return host.indexOf('_') < 0 ? expected : expected + UNDERSCORE;
  }
}

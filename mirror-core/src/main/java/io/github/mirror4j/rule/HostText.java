package io.github.mirror4j.rule;

/** What a message about a wrong host says. */
final class HostText {

  private static final String UNDERSCORE =
      "; java.net.URI takes no host with '_', so Java's HTTP client cannot call it: give its IP"
          + " address, or an alias without underscore (a DNS CNAME, a network alias)";

  private HostText() {}

  /** What was expected, with the way out where an underscore is in the way. */
  static String expected(String host, String expected) {
    return host.indexOf('_') < 0 ? expected : expected + UNDERSCORE;
  }
}

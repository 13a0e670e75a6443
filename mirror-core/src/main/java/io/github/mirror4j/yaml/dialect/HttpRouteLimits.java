package io.github.mirror4j.yaml.dialect;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the Gateway API's own definition of an HTTPRoute allows. */
@SuppressWarnings("doclint:missing") // for this module only
public final class HttpRouteLimits {

  public static final int MAX_HOSTNAMES = 16;
  public static final int MAX_RULES = 16;

  /** Of one rule. */
  public static final int MAX_MATCHES = 64;

  public static final int MAX_MATCHES_IN_ALL = 128;

  /** Conditions on headers, and on query parameters, of one match. */
  public static final int MAX_CONDITIONS = 16;

  /** Characters of a path or of the value of a query parameter. */
  public static final int MAX_VALUE = 1024;

  public static final int MAX_HEADER_VALUE = 4096;

  public static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+\\-.^_`|~]{1,256}");
  private static final Pattern HOSTNAME =
      Pattern.compile("(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern PATH =
      Pattern.compile("([-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+");

  private HttpRouteLimits() {}

  /** Whether a header or a query parameter may have this name. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  public static boolean isHostname(String text) {
    return HOSTNAME.matcher(text).matches();
  }

  public static boolean isPath(String value) {
    return value.startsWith("/")
        && PATH.matcher(value).matches()
        && !value.contains("//")
        && !value.contains("/./")
        && !value.contains("/../")
        && !value.contains("#")
        && !value.toLowerCase(Locale.ROOT).contains("%2f")
        && !value.endsWith("/..")
        && !value.endsWith("/.");
  }
}

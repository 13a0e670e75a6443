package io.github.mirror4j.rule.syntax;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Brings IPv6 addresses into the canonical form in which hosts are compared. */
@SuppressWarnings("doclint:missing") // for our own modules only
public final class Ipv6 {

  /** Text of this form never causes a name look-up. */
  private static final Pattern LITERAL = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]{1,44}");

  private static final int GROUPS = 8;

  private Ipv6() {}

  public static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 && canonical(host) != null;
  }

  /**
   * Returns the address in brackets in the form of RFC 5952. For an address that holds an IPv4
   * address ({@code ::ffff:10.0.0.1}) it returns that IPv4 address, since Java connects to it.
   *
   * @param host an address with or without brackets, without zone
   * @return the address; null if the host is not an IPv6 address
   */
  public static @Nullable String canonical(String host) {
    boolean isBracketed = host.startsWith("[") && host.endsWith("]");
    String address = isBracketed ? host.substring(1, host.length() - 1) : host;
    if (!LITERAL.matcher(address).matches()) {
      return null;
    }
    try {
      InetAddress parsed = InetAddress.getByName("[" + address + "]");
      return parsed instanceof Inet6Address
          ? "[" + text(parsed.getAddress()) + "]"
          : parsed.getHostAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /**
   * Returns the address as text. The first of the longest runs of two or more zero groups becomes
   * {@code ::}.
   */
  private static String text(byte[] address) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = ((address[2 * i] & 0xff) << 8) | (address[2 * i + 1] & 0xff);
    }
    int start = -1;
    int longest = 1;
    for (int i = 0; i < GROUPS; i++) {
      int length = zeros(groups, i);
      if (length > longest) {
        start = i;
        longest = length;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == start) {
        text.append("::");
        i += longest - 1;
      } else {
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }

  private static int zeros(int[] groups, int from) {
    int end = from;
    while (end < GROUPS && groups[end] == 0) {
      end++;
    }
    return end - from;
  }
}

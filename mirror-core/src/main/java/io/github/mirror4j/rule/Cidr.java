package io.github.mirror4j.rule;

/** IPv4 addresses and address blocks as a service's host (Istio 0.5 allows them there). */
final class Cidr {

  private Cidr() {}

  static boolean isValid(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    return toBits(address) >= 0 && (slash < 0 || prefixLength(text) <= 32);
  }

  static boolean contains(String block, String host) {
    long bits = toBits(host);
    if (bits < 0) {
      return false;
    }
    int slash = block.indexOf('/');
    long mask = (0xffffffffL << (32 - prefixLength(block))) & 0xffffffffL;
    return (bits & mask) == (toBits(block.substring(0, slash)) & mask);
  }

  private static int prefixLength(String block) {
    return Integer.parseInt(block.substring(block.indexOf('/') + 1));
  }

  /** The address as 32 bits, or -1 where the text is no dotted IPv4 address. */
  private static long toBits(String address) {
    long bits = 0;
    int octet = -1;
    int dots = 0;
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (c == '.' && octet >= 0 && dots < 3) {
        bits = (bits << 8) | octet;
        octet = -1;
        dots++;
      } else if (c >= '0' && c <= '9') {
        octet = (octet < 0 ? 0 : octet * 10) + (c - '0');
        if (octet > 255) {
          return -1;
        }
      } else {
        return -1;
      }
    }
    return dots == 3 && octet >= 0 ? ((bits << 8) | octet) : -1;
  }
}

package io.github.mirror4j.text;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A block of IPv4 addresses, such as {@code 10.0.0.0/8}. A single address is a block of one.
 *
 * <p>Source of the semantic: {@code IstioService.service} of Istio 0.5, which allows a block there.
 * Immutable and thread-safe.
 *
 * @param network the first address of the block, its first octet in the highest bits
 * @param prefixLength how many leading bits all addresses of the block share, 0 to 32
 */
public record AddressBlock(int network, int prefixLength) {

  /**
   * Creates a block. Bits after the prefix are set to zero.
   *
   * @throws IllegalArgumentException if the prefix length is not 0 to 32
   */
  public AddressBlock {
    if (prefixLength < 0 || prefixLength > 32) {
      throw new IllegalArgumentException("prefixLength: " + prefixLength + " (expected: 0 to 32)");
    }
    network &= mask(prefixLength);
  }

  /**
   * Reads a block.
   *
   * @param text four decimal octets, optionally followed by a slash and a prefix length
   * @return the block; empty if the text is not a block
   */
  public static Optional<AddressBlock> of(String text) {
    int slash = text.indexOf('/');
    OptionalInt address = address(slash < 0 ? text : text.substring(0, slash));
    int length = slash < 0 ? 32 : prefixLength(text.substring(slash + 1));
    return address.isEmpty() || length < 0
        ? Optional.empty()
        : Optional.of(new AddressBlock(address.getAsInt(), length));
  }

  /**
   * Reads an address.
   *
   * @param host four decimal octets, or any other host
   * @return the address, its first octet in the highest bits; empty if the host is not an IPv4
   *     address
   */
  public static OptionalInt address(String host) {
    int bits = 0;
    int octet = -1;
    int dots = 0;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '.' && octet >= 0 && dots < 3) {
        bits = (bits << 8) | octet;
        octet = -1;
        dots++;
      } else if (c >= '0' && c <= '9') {
        octet = (octet < 0 ? 0 : octet * 10) + (c - '0');
        if (octet > 255) {
          return OptionalInt.empty();
        }
      } else {
        return OptionalInt.empty();
      }
    }
    return dots == 3 && octet >= 0 ? OptionalInt.of((bits << 8) | octet) : OptionalInt.empty();
  }

  /**
   * Returns the mask for the leading bits that a prefix of this length keeps.
   *
   * @param prefixLength 0 to 32
   * @return the mask
   */
  public static int mask(int prefixLength) {
    return prefixLength == 0 ? 0 : -1 << (32 - prefixLength);
  }

  /**
   * Returns whether this block contains an address.
   *
   * @param address the address, its first octet in the highest bits
   * @return true if it has this block's prefix
   */
  public boolean contains(int address) {
    return (address & mask(prefixLength)) == network;
  }

  /** Returns the block as text: {@code 10.0.0.0/8}. */
  @Override
  public String toString() {
    return "%d.%d.%d.%d/%d"
        .formatted(
            network >>> 24,
            (network >>> 16) & 0xff,
            (network >>> 8) & 0xff,
            network & 0xff,
            prefixLength);
  }

  private static int prefixLength(String digits) {
    boolean isNumber =
        !digits.isEmpty()
            && digits.length() <= 2
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    int length = isNumber ? Integer.parseInt(digits) : -1;
    return length <= 32 ? length : -1;
  }
}

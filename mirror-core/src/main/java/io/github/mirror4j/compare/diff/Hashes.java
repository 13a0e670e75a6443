package io.github.mirror4j.compare.diff;

/** Hashes of values, of 64 bits. They tell equal values within one comparison and go nowhere. */
final class Hashes {

  private static final long FACTOR = 0x9e3779b97f4a7c15L;

  private Hashes() {}

  static long of(ValueType type, String text) {
    return of(type, text.toCharArray(), 0, text.length());
  }

  /** Returns the hash of a text. It takes four characters at once, since it meets every one. */
  static long of(ValueType type, char[] chars, int offset, int length) {
    long hash = (long) type.seed() * FACTOR + length;
    int i = offset;
    int end = offset + length;
    for (; i + 3 < end; i += 4) {
      long four =
          chars[i]
              | (long) chars[i + 1] << 16
              | (long) chars[i + 2] << 32
              | (long) chars[i + 3] << 48;
      hash = Long.rotateLeft(hash ^ four, 29) * FACTOR;
    }
    for (; i < end; i++) {
      hash = Long.rotateLeft(hash ^ chars[i], 29) * FACTOR;
    }
    return mix(hash);
  }

  /** Returns the hash of a field; those of an object are added, since their order means nothing. */
  static long field(String name, long value) {
    return mix(mix(name.hashCode()) + value * FACTOR);
  }

  /** Returns the hash of elements in their order, once one more is added. */
  static long element(long before, long value) {
    return mix(before * FACTOR + value);
  }

  /** Spreads the bits, as MurmurHash3 does at its end. */
  static long mix(long hash) {
    long h = hash;
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }
}

package io.github.mirror4j.compare.diff;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Hashes of values, of 64 bits. They tell equal values within one comparison and go nowhere. */
final class Hashes {

  private static final long FACTOR = 0x9e3779b97f4a7c15L;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

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
      hash = add(hash, four);
    }
    for (; i < end; i++) {
      hash = add(hash, chars[i]);
    }
    return mix(hash);
  }

  /** Returns the hash of some bytes. It takes eight at once. */
  static long of(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      hash = add(hash, (long) EIGHT_BYTES.get(bytes, i));
    }
    for (; i < to; i++) {
      hash = add(hash, bytes[i]);
    }
    return mix(hash);
  }

  /** Returns a hash to which a value is added; its bits are not spread yet. */
  private static long add(long hash, long value) {
    return Long.rotateLeft(hash ^ value, 29) * FACTOR;
  }

  /**
   * Returns the hash of a field; those of an object are added, since their order means nothing. A
   * string's own hash is too short: {@code Aa} and {@code BB} share it.
   */
  static long field(String name, long value) {
    long hash = name.length();
    for (int i = 0; i < name.length(); i++) {
      hash = add(hash, name.charAt(i));
    }
    return mix(mix(hash) + value * FACTOR);
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

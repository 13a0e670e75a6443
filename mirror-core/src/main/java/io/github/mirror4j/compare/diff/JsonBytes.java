package io.github.mirror4j.compare.diff;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where the scalars of a JSON text end, in UTF-8 (RFC 8259, sections 6 to 8). Eight bytes are
 * looked at once, since every byte of a response is met.
 */
final class JsonBytes {

  /** The first byte is the lowest one. */
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  static final long HIGH_BITS = 0x8080808080808080L;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long BLANKS = ' ' * ONES;

  private JsonBytes() {}

  /** Returns where the first byte is that is not a character of a string by itself. */
  static int plainEnd(byte[] bytes, int from) {
    int i = from;
    while (i + Long.BYTES <= bytes.length) {
      long special = special((long) LONGS.get(bytes, i));
      if (special != 0) {
        return i + (Long.numberOfTrailingZeros(special) >>> 3);
      }
      i += Long.BYTES;
    }
    while (i < bytes.length && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    return i;
  }

  /** Returns the high bits of the bytes that are special, the lowest one for certain. */
  private static long special(long eight) {
    long marks =
        ((eight ^ QUOTES) - ONES) | ((eight ^ BACKSLASHES) - ONES) | (eight - BLANKS) | eight;
    return marks & HIGH_BITS;
  }

  /** Returns where an escape ends, which starts with a backslash. */
  static int escapeEnd(byte[] bytes, int from) {
    int c = at(bytes, from + 1);
    if (c == 'u') {
      for (int i = from + 2; i < from + 6; i++) {
        if (Character.digit(at(bytes, i), 16) < 0) {
          throw malformed();
        }
      }
      return from + 6;
    }
    if (c < 0 || "\"\\/bfnrt".indexOf(c) < 0) {
      throw malformed();
    }
    return from + 2;
  }

  /** Returns where a character ends that has several bytes (RFC 3629, section 4). */
  static int characterEnd(byte[] bytes, int from) {
    int first = bytes[from] & 0xff;
    int second = at(bytes, from + 1) & 0xff;
    int length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (first < 0xc2 || first > 0xf4 || second < least || second > most) {
      throw malformed();
    }
    for (int i = from + 2; i < from + length; i++) {
      if ((at(bytes, i) & 0xc0) != 0x80) {
        throw malformed();
      }
    }
    return from + length;
  }

  /** Returns where a number ends. */
  static int numberEnd(byte[] bytes, int from) {
    int i = at(bytes, from) == '-' ? from + 1 : from;
    i = at(bytes, i) == '0' ? i + 1 : digitsEnd(bytes, i);
    if (at(bytes, i) == '.') {
      i = digitsEnd(bytes, i + 1);
    }
    if ((at(bytes, i) | 0x20) == 'e') {
      int sign = at(bytes, i + 1);
      i = digitsEnd(bytes, sign == '+' || sign == '-' ? i + 2 : i + 1);
    }
    return i;
  }

  /** Returns where digits end, of which there is at least one. */
  private static int digitsEnd(byte[] bytes, int from) {
    int i = from;
    while (i < bytes.length && bytes[i] >= '0' && bytes[i] <= '9') {
      i++;
    }
    if (i == from) {
      throw malformed();
    }
    return i;
  }

  /** Returns the byte at a place, one that no JSON has there if the text has ended. */
  private static int at(byte[] bytes, int index) {
    return index < bytes.length ? bytes[index] : -1;
  }

  /** Returns what a string says, given the bytes between its quotes. */
  static String text(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder(to - from);
    int start = from;
    int i = from;
    while (i < to) {
      if (bytes[i] != '\\') {
        i++;
        continue;
      }
      text.append(utf8(bytes, start, i)).append(escaped(bytes, i + 1));
      i = escapeEnd(bytes, i);
      start = i;
    }
    return text.append(utf8(bytes, start, to)).toString();
  }

  static String utf8(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private static char escaped(byte[] bytes, int from) {
    return switch (bytes[from]) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> (char) Integer.parseInt(utf8(bytes, from + 1, from + 5), 16);
      default -> (char) bytes[from];
    };
  }

  /** Returns a hash of some bytes, which other bytes share only by chance. */
  static long hash(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      hash = Hashes.add(hash, (long) LONGS.get(bytes, i));
    }
    for (; i < to; i++) {
      hash = Hashes.add(hash, bytes[i]);
    }
    return Hashes.mix(hash);
  }

  /** Returns how many bytes at the end are the same. */
  static int commonSuffix(byte[] a, byte[] b) {
    int most = Math.min(a.length, b.length);
    int same = 0;
    while (same + Long.BYTES <= most
        && (long) LONGS.get(a, a.length - same - Long.BYTES)
            == (long) LONGS.get(b, b.length - same - Long.BYTES)) {
      same += Long.BYTES;
    }
    while (same < most && a[a.length - same - 1] == b[b.length - same - 1]) {
      same++;
    }
    return same;
  }

  static boolean startsWith(byte[] bytes, int from, byte[] start) {
    int to = from + start.length;
    return to <= bytes.length && Arrays.equals(bytes, from, to, start, 0, start.length);
  }

  static MalformedBodyException malformed() {
    return new MalformedBodyException("malformed JSON");
  }
}

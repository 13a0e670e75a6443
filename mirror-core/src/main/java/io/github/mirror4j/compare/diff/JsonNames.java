package io.github.mirror4j.compare.diff;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The names of fields that were read last, so that the same bytes make one string. Bounded. Used by
 * one thread.
 */
final class JsonNames {

  private static final int SLOTS = 256;

  private final @Nullable Name[] names = new @Nullable Name[SLOTS];

  /** A name. */
  static final class Name {

    private final String text;
    private final byte[] bytes;
    private final int from;
    private final int to;
    private final long start;

    /** The object whose field was looked for last, and the place of the field. */
    private @Nullable Place object;

    private @Nullable Place field;

    private Name(String text, byte[] bytes, int from, int to, long start) {
      this.text = text;
      this.bytes = bytes;
      this.from = from;
      this.to = to;
      this.start = start;
    }

    String text() {
      return text;
    }

    /** Returns the place of the field of an object. Keys of a map may become names at any time. */
    @SuppressWarnings("ReferenceEquality") // another place is looked up
    Place in(Place parent) {
      Place known = field;
      if (known == null || object != parent || parent.isMap()) {
        known = parent.field(text);
        object = parent;
        field = known;
      }
      return known;
    }

    private boolean is(byte[] other, int otherFrom, int otherTo, long otherStart) {
      int length = to - from;
      return start == otherStart
          && length == otherTo - otherFrom
          && (length <= Long.BYTES || Arrays.equals(bytes, from, to, other, otherFrom, otherTo));
    }
  }

  /** Returns a name that is written with escapes. */
  static Name escaped(byte[] bytes, int from, int to) {
    return new Name(JsonBytes.text(bytes, from, to), bytes, from, to, 0);
  }

  /** Returns the name that some bytes are, without escapes. */
  Name of(byte[] bytes, int from, int to) {
    long start = start(bytes, from, to);
    int slot = (int) Hashes.mix(start + to - from) & (SLOTS - 1);
    Name known = names[slot];
    if (known == null || !known.is(bytes, from, to, start)) {
      known = new Name(JsonBytes.utf8(bytes, from, to), bytes, from, to, start);
      names[slot] = known;
    }
    return known;
  }

  /** Returns the first eight bytes, with zeros where there are fewer. */
  private static long start(byte[] bytes, int from, int to) {
    if (from + Long.BYTES <= bytes.length) {
      long eight = (long) JsonBytes.LONGS.get(bytes, from);
      int unused = Math.max(0, Long.BYTES - (to - from)) * Byte.SIZE;
      return unused == Long.SIZE ? 0 : (eight << unused) >>> unused;
    }
    long start = 0;
    for (int i = Math.min(to, from + Long.BYTES) - 1; i >= from; i--) {
      start = (start << Byte.SIZE) | (bytes[i] & 0xff);
    }
    return start;
  }
}

package io.github.mirror4j.select.pattern;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A set of UTF-16 units, stored as the sorted positions at which membership changes, starting with
 * "not in the set". Immutable.
 */
final class CharSet {

  static final int END = Character.MAX_VALUE + 1;
  static final CharSet NONE = new CharSet(new int[0]);
  static final CharSet DIGIT = range('0', '9');
  static final CharSet SPACE = of("\t\n\f\r ");
  static final CharSet WORD = DIGIT.or(range('a', 'z')).or(range('A', 'Z')).or(of("_"));

  /** Letters beyond ASCII that equal an ASCII letter if case is ignored. */
  private static final char KELVIN = '\u212a';

  private static final char LONG_S = '\u017f';

  private final int[] bounds;

  private CharSet(int[] bounds) {
    this.bounds = bounds;
  }

  static CharSet range(int first, int last) {
    return new CharSet(new int[] {first, last + 1});
  }

  static CharSet of(String characters) {
    CharSet set = NONE;
    for (int i = 0; i < characters.length(); i++) {
      set = set.or(range(characters.charAt(i), characters.charAt(i)));
    }
    return set;
  }

  boolean contains(int c) {
    int at = Arrays.binarySearch(bounds, c);
    int changes = at >= 0 ? at + 1 : -at - 1;
    return (changes & 1) == 1;
  }

  CharSet or(CharSet other) {
    int[] places = IntStream.concat(bounds(), other.bounds()).sorted().distinct().toArray();
    int[] changes = new int[places.length];
    int size = 0;
    boolean in = false;
    for (int place : places) {
      boolean now = contains(place) || other.contains(place);
      if (now != in) {
        changes[size++] = place;
        in = now;
      }
    }
    return new CharSet(Arrays.copyOf(changes, size));
  }

  CharSet not() {
    boolean hasFirst = bounds.length > 0 && bounds[0] == 0;
    int[] inner = hasFirst ? Arrays.copyOfRange(bounds, 1, bounds.length) : bounds;
    boolean hasEnd = inner.length > 0 && inner[inner.length - 1] == END;
    int[] changes = hasEnd ? Arrays.copyOf(inner, inner.length - 1) : inner;
    IntStream start = hasFirst ? IntStream.empty() : IntStream.of(0);
    IntStream end = hasEnd ? IntStream.empty() : IntStream.of(END);
    return new CharSet(
        IntStream.concat(IntStream.concat(start, Arrays.stream(changes)), end).toArray());
  }

  /** Returns the set with both cases of its ASCII letters. The set must not have other letters. */
  CharSet foldAscii() {
    CharSet folded = this;
    for (char c = 'a'; c <= 'z'; c++) {
      char upper = (char) (c - 'a' + 'A');
      if (contains(c) || contains(upper)) {
        folded = folded.or(range(c, c)).or(range(upper, upper));
      }
    }
    folded = folded.contains('k') ? folded.or(range(KELVIN, KELVIN)) : folded;
    return folded.contains('s') ? folded.or(range(LONG_S, LONG_S)) : folded;
  }

  /** Returns the positions at which membership changes. */
  IntStream bounds() {
    return Arrays.stream(bounds);
  }
}

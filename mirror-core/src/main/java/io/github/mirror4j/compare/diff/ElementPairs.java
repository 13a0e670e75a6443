package io.github.mirror4j.compare.diff;

import java.util.Arrays;

/**
 * The elements of two arrays that are not the same at their index: where they are in their texts,
 * and, once that is asked, whether they are the same in another order.
 */
final class ElementPairs {

  /** Stands for the start of an element that is the current token. */
  static final int SCALAR = -1;

  private static final int FIRST = 8;
  private static final int PARTS = 5;
  private static final int LEFT = 1;
  private static final int RIGHT = 3;

  /** To read a value by a reader of its own takes as long as to read so many more bytes. */
  private static final int READER = 256;

  private final JsonTokens left;
  private final JsonTokens right;

  /** Of each pair: index, start and end of the left one, start and end of the right one. */
  private int[] spans = new int[PARTS * FIRST];

  private int size;
  private int length;

  private long[] leftHashes = {};
  private long[] rightHashes = {};

  ElementPairs(JsonTokens left, JsonTokens right) {
    this.left = left;
    this.right = right;
  }

  /** Adds two elements, of which both readers are at the last token. */
  void add(int index, int leftStart, int rightStart) {
    if (PARTS * size == spans.length) {
      spans = Arrays.copyOf(spans, 2 * spans.length);
    }
    int i = PARTS * size++;
    spans[i] = index;
    spans[i + LEFT] = leftStart == SCALAR ? left.offset() : leftStart;
    spans[i + LEFT + 1] = left.position();
    spans[i + RIGHT] = rightStart == SCALAR ? right.offset() : rightStart;
    spans[i + RIGHT + 1] = right.position();
    length += length(i + LEFT) + length(i + RIGHT);
  }

  /** Adds two elements, unless they have the same bytes. */
  boolean addUnlessSame(int index, int leftStart, int rightStart) {
    add(index, leftStart, rightStart);
    int i = PARTS * (size - 1);
    boolean isSame =
        left.hasBytes(
            spans[i + LEFT], spans[i + LEFT + 1], right, spans[i + RIGHT], spans[i + RIGHT + 1]);
    if (isSame) {
      size--;
      length -= length(i + LEFT) + length(i + RIGHT);
    }
    return !isSame;
  }

  private int length(int span) {
    return spans[span + 1] - spans[span];
  }

  /** Returns whether the same elements are in both, byte by byte, in whatever order. */
  boolean haveSameBytes() {
    long[] a = new long[size];
    long[] b = new long[size];
    for (int i = 0; i < size; i++) {
      int span = PARTS * i;
      a[i] = left.hash(spans[span + LEFT], spans[span + LEFT + 1]);
      b[i] = right.hash(spans[span + RIGHT], spans[span + RIGHT + 1]);
    }
    Arrays.sort(a);
    Arrays.sort(b);
    return Arrays.equals(a, b);
  }

  /**
   * Returns about how many bytes are read for the hashes of all elements.
   *
   * @param leftStart where the left array starts
   * @param rightStart where the right array starts
   */
  int length(int leftStart, int rightStart) {
    int last = PARTS * (size - 1);
    int arrays = spans[last + LEFT + 1] - leftStart + spans[last + RIGHT + 1] - rightStart;
    return Math.min(arrays, length + 2 * size * READER);
  }

  /** Reads the right elements once more, for their hashes. */
  void readRight(JsonHash hash, Place element, int arrayStart) {
    rightHashes = read(right, RIGHT, hash, element, arrayStart);
  }

  /**
   * Reads the left elements once more, for their hashes, behind the right ones. Elements that are
   * the same at their index after all are left out then.
   */
  void readLeft(JsonHash hash, Place element, int arrayStart) {
    leftHashes = read(left, LEFT, hash, element, arrayStart);
    omitSame();
  }

  private void omitSame() {
    int differing = 0;
    for (int i = 0; i < leftHashes.length; i++) {
      if (leftHashes[i] != rightHashes[i]) {
        leftHashes[differing] = leftHashes[i];
        rightHashes[differing++] = rightHashes[i];
      }
    }
    leftHashes = Arrays.copyOf(leftHashes, differing);
    rightHashes = Arrays.copyOf(rightHashes, differing);
    Arrays.sort(leftHashes);
    Arrays.sort(rightHashes);
  }

  private long[] read(JsonTokens text, int part, JsonHash hash, Place element, int arrayStart) {
    long[] hashes = new long[size];
    int arrayEnd = spans[PARTS * (size - 1) + part + 1];
    if (arrayEnd - arrayStart > length / 2 + size * READER) {
      for (int i = 0; i < size; i++) {
        hashes[i] = hash(text, PARTS * i + part, hash, element);
      }
      return hashes;
    }
    JsonTokens array = text.at(arrayStart, arrayEnd);
    array.next();
    int index = 0;
    for (int i = 0; i < size; i++) {
      for (; index < spans[PARTS * i]; index++) {
        array.next();
        array.skip();
      }
      hashes[i] = hash.of(array, array.next(), element);
      index++;
    }
    array.close();
    return hashes;
  }

  private long hash(JsonTokens text, int span, JsonHash hash, Place element) {
    JsonTokens value = text.at(spans[span], spans[span + 1]);
    long valueHash = hash.of(value, value.next(), element);
    value.close();
    return valueHash;
  }

  /**
   * Returns whether the first left element is among the right ones, which were read. If it is not,
   * it is not the order alone that differs, and the left ones need not be read.
   */
  boolean isFirstAmongRight(JsonHash hash, Place element) {
    long first = hash(left, LEFT, hash, element);
    return Arrays.stream(rightHashes).anyMatch(other -> other == first);
  }

  /** Returns whether elements that were read are at other indexes, and nothing else differs. */
  boolean areSameInAnotherOrder() {
    return leftHashes.length > 0 && Arrays.equals(leftHashes, rightHashes);
  }

  /**
   * Returns whether no element that differs at its index is known to be at another one in the other
   * array. Then the order of the elements does not matter.
   */
  boolean areApart() {
    int l = 0;
    int r = 0;
    while (l < leftHashes.length && r < rightHashes.length) {
      if (leftHashes[l] == rightHashes[r]) {
        return false;
      }
      if (leftHashes[l] < rightHashes[r]) {
        l++;
      } else {
        r++;
      }
    }
    return true;
  }
}

package io.github.mirror4j.compare.diff;

import java.util.Arrays;

/**
 * The elements of two arrays that are not the same at their index: where they are in their texts,
 * and, once that is asked, whether they are the same in another order.
 */
final class ElementPairs {

  private static final int FIRST = 8;
  private static final int PARTS = 4;

  private final JsonTokens left;
  private final JsonTokens right;

  /** Of each pair: start and end of the left one, start and end of the right one. */
  private int[] spans = new int[PARTS * FIRST];

  private int size;
  private int length;

  private long[] leftHashes = {};
  private long[] rightHashes = {};

  ElementPairs(JsonTokens left, JsonTokens right) {
    this.left = left;
    this.right = right;
  }

  void add(int leftStart, int leftEnd, int rightStart, int rightEnd) {
    if (PARTS * size == spans.length) {
      spans = Arrays.copyOf(spans, 2 * spans.length);
    }
    int i = PARTS * size++;
    spans[i] = leftStart;
    spans[i + 1] = leftEnd;
    spans[i + 2] = rightStart;
    spans[i + 3] = rightEnd;
    length += leftEnd - leftStart + rightEnd - rightStart;
  }

  /** Returns how many bytes the elements have. */
  int length() {
    return length;
  }

  /** Returns whether the same elements are in both, byte by byte, in whatever order. */
  boolean haveSameBytes() {
    long[] a = new long[size];
    long[] b = new long[size];
    for (int i = 0; i < size; i++) {
      a[i] = left.hash(spans[PARTS * i], spans[PARTS * i + 1]);
      b[i] = right.hash(spans[PARTS * i + 2], spans[PARTS * i + 3]);
    }
    Arrays.sort(a);
    Arrays.sort(b);
    return Arrays.equals(a, b);
  }

  /**
   * Returns whether the first left element is not among the right ones. Then it is not the order
   * alone that differs, and less was read than for all hashes.
   */
  boolean isFirstMissing(JsonHash hash, Place element) {
    long first = hash.at(spans[0], left.another(), element);
    JsonTokens rightElements = right.another();
    for (int i = 0; i < size; i++) {
      if (hash.at(spans[PARTS * i + 2], rightElements, element) == first) {
        return false;
      }
    }
    return true;
  }

  /** Reads the elements once more, for their hashes. */
  void read(JsonHash hash, Place element) {
    leftHashes = new long[size];
    rightHashes = new long[size];
    JsonTokens leftElements = left.another();
    JsonTokens rightElements = right.another();
    int differing = 0;
    for (int i = 0; i < size; i++) {
      long leftHash = hash.at(spans[PARTS * i], leftElements, element);
      long rightHash = hash.at(spans[PARTS * i + 2], rightElements, element);
      if (leftHash != rightHash) {
        leftHashes[differing] = leftHash;
        rightHashes[differing++] = rightHash;
      }
    }
    leftHashes = Arrays.copyOf(leftHashes, differing);
    rightHashes = Arrays.copyOf(rightHashes, differing);
    Arrays.sort(leftHashes);
    Arrays.sort(rightHashes);
  }

  /** Returns whether the elements that were read are the same in whatever order. */
  boolean areSameInAnyOrder() {
    return Arrays.equals(leftHashes, rightHashes);
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

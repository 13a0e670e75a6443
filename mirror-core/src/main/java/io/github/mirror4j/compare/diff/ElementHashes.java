package io.github.mirror4j.compare.diff;

import java.util.Arrays;

/** The hashes of the elements of two arrays, in their order and in any. */
final class ElementHashes {

  private static final int FIRST = 8;
  private static final int MAX_ELEMENTS = 1_000;
  private static final long[] NONE = {};

  private long left = 1;
  private long right = 1;
  private long leftSum;
  private long rightSum;

  /** The hashes of the elements that differ at their index: a left one and a right one by turns. */
  private long[] differing = NONE;

  private int differ;

  void add(long leftHash, long rightHash) {
    left = Hashes.element(left, leftHash);
    right = Hashes.element(right, rightHash);
    leftSum += Hashes.mix(leftHash);
    rightSum += Hashes.mix(rightHash);
  }

  /** Adds two elements at the same index. */
  void addPair(long leftHash, long rightHash) {
    add(leftHash, rightHash);
    if (leftHash != rightHash && differ++ < MAX_ELEMENTS) {
      if (differing.length < 2 * differ) {
        differing = Arrays.copyOf(differing, Math.max(FIRST, 2 * differing.length));
      }
      differing[2 * differ - 2] = leftHash;
      differing[2 * differ - 1] = rightHash;
    }
  }

  /**
   * Returns whether no element that differs at its index is known to be at another one in the other
   * array. Then the order of the elements does not matter.
   */
  boolean areApart() {
    if (differ > MAX_ELEMENTS) {
      return false;
    }
    long[] lefts = new long[differ];
    for (int i = 0; i < differ; i++) {
      lefts[i] = differing[2 * i];
    }
    Arrays.sort(lefts);
    for (int i = 0; i < differ; i++) {
      if (Arrays.binarySearch(lefts, differing[2 * i + 1]) >= 0) {
        return false;
      }
    }
    return true;
  }

  boolean areSameInAnyOrder() {
    return leftSum == rightSum;
  }

  long left(boolean ordered) {
    return ordered ? left : Hashes.mix(leftSum);
  }

  long right(boolean ordered) {
    return ordered ? right : Hashes.mix(rightSum);
  }
}

package io.github.mirror4j.compare.diff;

/** The hashes of the elements of two arrays, in their order and in any. */
final class ElementHashes {

  private long left = 1;
  private long right = 1;
  private long leftSum;
  private long rightSum;

  void add(long leftHash, long rightHash) {
    left = Hashes.element(left, leftHash);
    right = Hashes.element(right, rightHash);
    leftSum += Hashes.mix(leftHash);
    rightSum += Hashes.mix(rightHash);
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

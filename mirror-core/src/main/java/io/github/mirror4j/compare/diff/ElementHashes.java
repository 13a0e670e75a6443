package io.github.mirror4j.compare.diff;

/** The hash of the elements of an array, in their order and in any. */
final class ElementHashes {

  private long inOrder = 1;
  private long inAnyOrder;

  void add(long hash) {
    inOrder = Hashes.element(inOrder, hash);
    inAnyOrder += Hashes.mix(hash);
  }

  long hash(boolean isOrdered) {
    return isOrdered ? inOrder : Hashes.mix(inAnyOrder);
  }
}

package io.github.mirror4j.compare.evidence;

/** How much more the evidence of one mirror may keep. Guarded by the evidence's lock. */
final class Room {

  private int left;

  Room(int left) {
    this.left = left;
  }

  /** Returns whether there is room for one more, and takes it. */
  boolean take() {
    return left > 0 && left-- > 0;
  }
}

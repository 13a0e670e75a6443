package io.github.mirror4j.select;

import java.util.random.RandomGenerator;

/** Draws numbers from a source of chance, which may be foreign code. */
final class Chance {

  private Chance() {}

  /**
   * A number below the bound, from the high bits of one {@code nextLong()}, whatever that is.
   *
   * <p>{@link RandomGenerator#nextInt(int)} is not used: it asks again for as long as the source
   * gives an extreme, such as always -1, and a source of its own may give what is out of range.
   */
  static int below(int bound, RandomGenerator random) {
    return (int) Math.unsignedMultiplyHigh(random.nextLong(), bound);
  }
}

package io.github.mirror4j.select;

import java.util.random.RandomGenerator;

/** Draws numbers from a random generator, which may be user code. */
final class RandomNumbers {

  private RandomNumbers() {}

  /**
   * Returns a number below the bound, derived from the high bits of one {@code nextLong()},
   * whatever its value.
   *
   * <p>{@link RandomGenerator#nextInt(int)} is not used. It loops while the generator returns
   * extreme values, such as always -1, and an implementation that overrides it may return a number
   * out of range.
   */
  static int below(int bound, RandomGenerator random) {
    return (int) Math.unsignedMultiplyHigh(random.nextLong(), bound);
  }
}

package io.github.mirror4j.select.pattern;

/**
 * What one request may cost its caller's thread over all conditions that are tried for it, in
 * steps. A step is one character read by an automaton, 2 to 4 ns on a server of 2025; so the limit
 * is reached after about a millisecond. Steps and not time, so that the same request always gets
 * the same selection.
 *
 * <p>Used by one thread.
 */
public final class Work {

  /** The most steps for one request. */
  public static final int LIMIT = 250_000;

  private int left = LIMIT;

  /** All of the work that a request may take. */
  public Work() {}

  /**
   * Takes steps where there are so many left.
   *
   * @param steps how many, at least 0
   * @return false where there are not; then nothing is taken
   */
  public boolean take(long steps) {
    if (steps > left) {
      return false;
    }
    left -= (int) steps;
    return true;
  }

  /**
   * The steps that were taken.
   *
   * @return 0 to {@link #LIMIT}
   */
  public int taken() {
    return LIMIT - left;
  }

  int left() {
    return left;
  }
}

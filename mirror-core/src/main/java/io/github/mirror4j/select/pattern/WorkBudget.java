package io.github.mirror4j.select.pattern;

/**
 * The work on the caller's thread that one request may take for all conditions that are tried for
 * it, in steps. A step is one character read by an automaton, which takes 2 to 4 ns on a server of
 * 2025. The limit is therefore reached after about a millisecond. Work is counted in steps and not
 * in time, so that the same request always gets the same selection.
 *
 * <p>Not thread-safe.
 */
public final class WorkBudget {

  /** The most steps for one request. */
  public static final int LIMIT = 250_000;

  private int left = LIMIT;

  /** Creates the full work that a request may take. */
  public WorkBudget() {}

  /**
   * Takes steps, if enough are left.
   *
   * @param steps the number of steps, at least 0
   * @return false if too few are left; then nothing is taken
   */
  public boolean take(long steps) {
    if (steps > left) {
      return false;
    }
    left -= (int) steps;
    return true;
  }

  /**
   * Returns the number of steps taken.
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

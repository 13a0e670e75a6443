package io.github.mirror4j.select.pattern;

import io.github.mirror4j.rule.CheckReturnValue;

/** The truth of a condition, in Kleene's three-valued logic. */
public enum Truth {
  /** The condition holds. */
  YES,
  /** The condition does not hold. */
  NO,
  /** The request's work was used up before the result was known. */
  UNDECIDED;

  /**
   * Returns a truth that is known.
   *
   * @param holds whether the condition holds
   * @return yes or no
   */
  public static Truth of(boolean holds) {
    return holds ? YES : NO;
  }

  /**
   * Returns the negation.
   *
   * @return the negation; undecided stays undecided
   */
  @CheckReturnValue
  public Truth not() {
    return switch (this) {
      case YES -> NO;
      case NO -> YES;
      case UNDECIDED -> UNDECIDED;
    };
  }
}

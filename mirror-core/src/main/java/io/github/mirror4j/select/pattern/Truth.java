package io.github.mirror4j.select.pattern;

/** Whether a condition holds; the logic is Kleene's. */
public enum Truth {
  /** It holds. */
  YES,
  /** It does not hold. */
  NO,
  /** The request's work was used up before that was clear. */
  UNDECIDED;

  /**
   * What is clear.
   *
   * @param holds whether the condition holds
   * @return yes or no
   */
  public static Truth of(boolean holds) {
    return holds ? YES : NO;
  }

  /**
   * Whether the contrary holds.
   *
   * @return the contrary; what is undecided stays so
   */
  public Truth not() {
    return switch (this) {
      case YES -> NO;
      case NO -> YES;
      case UNDECIDED -> UNDECIDED;
    };
  }
}

package io.github.mirror4j.select.pattern;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An RE2 pattern that must match a whole text within the work that is left for a request.
 *
 * <p>Nearly all patterns in practice have a small automaton, which then matches them. RE2/J matches
 * the others. Its worst case, one pass over the text for each instruction of the program, is
 * estimated beforehand, since a running match cannot be stopped. Immutable and thread-safe.
 */
public final class BoundedPattern {

  /** The worst-case cost of an RE2/J instruction for one character, in an automaton's steps. */
  static final int STEPS_OF_AN_INSTRUCTION = 10;

  private final Pattern pattern;
  private final @Nullable Automaton automaton;

  private BoundedPattern(String regex) {
    pattern = Pattern.compile(regex);
    PatternNode tree = PatternReader.read(regex);
    automaton = tree == null ? null : AutomatonBuilder.build(tree);
  }

  /**
   * Compiles a pattern.
   *
   * @param regex a valid RE2 pattern
   * @return the pattern
   */
  public static BoundedPattern compile(String regex) {
    return new BoundedPattern(regex);
  }

  /**
   * Returns whether the whole text matches.
   *
   * @param text the text
   * @param work the work that is left for the request; the match takes from it
   * @return undecided if too little work is left
   */
  public Truth matches(String text, WorkBudget work) {
    Truth truth = automaton == null ? null : automaton.matches(text, work);
    if (truth != null) {
      return truth;
    }
    long steps = (long) pattern.programSize() * (text.length() + 1) * STEPS_OF_AN_INSTRUCTION;
    return work.take(steps) ? Truth.of(pattern.matches(text)) : Truth.UNDECIDED;
  }

  boolean isAutomaton() {
    return automaton != null;
  }
}

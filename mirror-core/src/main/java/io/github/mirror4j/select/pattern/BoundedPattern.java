package io.github.mirror4j.select.pattern;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An RE2 pattern that a whole text must match, within the work that is left for a request.
 *
 * <p>It is an automaton where that is small, as it is for nearly all patterns that people write.
 * Others are left to RE2/J, whose worst case is estimated before, since nothing stops it later: a
 * pass over the text for each instruction of the program. Immutable and thread-safe.
 */
public final class BoundedPattern {

  /** What an instruction of RE2/J costs for one character at the worst, in an automaton's steps. */
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
   * Whether the whole text matches.
   *
   * @param text the text
   * @param work what is left for the request; less of it afterwards
   * @return undecided where it is too little
   */
  public Truth matches(String text, Work work) {
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

package io.github.mirror4j.select.pattern;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A deterministic automaton. It reads each character of a text once, and stops when no continuation
 * can match. Immutable and thread-safe.
 */
final class Automaton {

  static final int DEAD = 0;
  static final int START = 1;

  /** The cost of a match in addition to its characters. */
  private static final int CALL = 16;

  private static final int ASCII = 128;

  private final int[] starts;
  private final byte[] ascii = new byte[ASCII];
  private final byte[] kinds;
  private final int kindCount;
  private final short[] next;
  private final boolean[] accepting;

  /**
   * Creates an automaton.
   *
   * @param starts the first character of each range of one kind, sorted; the first one is 0
   * @param kinds the kind of each range
   * @param next the state after each state and kind
   * @param accepting whether a text may end in a state
   */
  Automaton(int[] starts, byte[] kinds, int kindCount, short[] next, boolean[] accepting) {
    this.starts = starts;
    this.kinds = kinds;
    this.kindCount = kindCount;
    this.next = next;
    this.accepting = accepting;
    for (int c = 0; c < ASCII; c++) {
      ascii[c] = range(c);
    }
  }

  /** Returns the number of states, including the dead one. */
  int states() {
    return accepting.length;
  }

  /**
   * Returns whether the whole text matches; null if it reads a surrogate, since a pattern's
   * characters are whole code points.
   */
  @Nullable Truth matches(String text, WorkBudget work) {
    if (work.left() < CALL) {
      return Truth.UNDECIDED;
    }
    int length = text.length();
    int most = Math.min(length, work.left() - CALL);
    int state = START;
    int i = 0;
    while (i < most && state != DEAD) {
      char c = text.charAt(i++);
      if (c >= ASCII && Character.isSurrogate(c)) {
        return null;
      }
      state = next[state * kindCount + (c < ASCII ? ascii[c] : range(c))];
    }
    if (state != DEAD && i < length) {
      work.take(work.left());
      return Truth.UNDECIDED;
    }
    work.take(i + CALL);
    return Truth.of(accepting[state]);
  }

  private byte range(int c) {
    int at = Arrays.binarySearch(starts, c);
    return kinds[at >= 0 ? at : -at - 2];
  }
}

package io.github.mirror4j.compare;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;

/**
 * What a comparison proves about the new version.
 *
 * @param state the verdict
 * @param because why, in one sentence
 * @since 0.1.0
 */
public record Verdict(State state, String because) {

  /** Checks that no component is null. */
  public Verdict {
    requireNonNull(state, "state");
    requireNonNull(because, "because");
  }

  /**
   * The three verdicts.
   *
   * @since 0.1.0
   */
  public enum State {
    /** Every check is proven to be within its margin. */
    SAFE,
    /** A check is proven to be beyond its margin. */
    NOT_SAFE,
    /** Neither is proven yet. */
    UNDECIDED;

    /** Orders SAFE before UNDECIDED before NOT_SAFE: the worst of several verdicts decides. */
    public static final Comparator<State> WORST_LAST =
        Comparator.comparingInt(state -> List.of(SAFE, UNDECIDED, NOT_SAFE).indexOf(state));

    /**
     * Returns what to do, for people.
     *
     * @return a few words, such as {@code do not release v2 yet}
     */
    public String advice() {
      return switch (this) {
        case SAFE -> "v2 may be released";
        case NOT_SAFE -> "do not release v2";
        case UNDECIDED -> "do not release v2 yet";
      };
    }
  }

  /** Returns the verdict as {@code SAFE: the reason}. */
  @Override
  public String toString() {
    return state + ": " + because;
  }
}

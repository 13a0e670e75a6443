package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * A change of rules that was not taken over.
 *
 * <p>Immutable and thread-safe.
 *
 * @param time when it was found
 * @param keptBack whether the rules were right but would have cost primaries, or all rules; else
 *     they were wrong
 * @param problems why, each with its place, such as file, line and column
 * @since 0.1.0
 */
public record ReloadFailure(Instant time, boolean keptBack, List<Problem> problems) {

  /**
   * Copies the list.
   *
   * @throws NullPointerException if an argument is null
   */
  public ReloadFailure {
    requireNonNull(time, "time");
    problems = List.copyOf(problems);
  }
}

package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * A change of rules that was not applied.
 *
 * <p>Immutable and thread-safe.
 *
 * @param time when the failure was found
 * @param keptBack true if the rules were valid but were kept back, because they would have taken
 *     routes or endpoints from primaries or left no rule at all; false if they were invalid
 * @param problems the reasons, each with its place, such as file, line and column
 * @since 0.1.0
 */
public record ReloadFailure(Instant time, boolean keptBack, List<Problem> problems) {

  /**
   * Creates a failure; the list is copied.
   *
   * @throws NullPointerException if an argument is null
   */
  public ReloadFailure {
    requireNonNull(time, "time");
    problems = List.copyOf(problems);
  }
}

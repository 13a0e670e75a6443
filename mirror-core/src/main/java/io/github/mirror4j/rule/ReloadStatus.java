package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The status of reloading rules.
 *
 * <p>Immutable and thread-safe.
 *
 * @param origins where the rules come from, such as files and folders
 * @param inForce whether the last change that was seen is in force. It is false after a failure
 *     until the rules in force are again those of the origins
 * @param lastSuccess when the rules in force were last seen to be those of the origins. It does not
 *     advance while changes fail or are kept back, or while reading the origins hangs
 * @param reloads how many changes were applied
 * @param failures how many changes were refused because they were invalid
 * @param keptBack how many changes were kept back because they would have taken routes or endpoints
 *     from primaries or left no rule at all
 * @param lastFailure the last change that was refused or kept back. It remains when a later change
 *     is applied
 * @since 0.1.0
 */
public record ReloadStatus(
    List<String> origins,
    boolean inForce,
    Instant lastSuccess,
    long reloads,
    long failures,
    long keptBack,
    Optional<ReloadFailure> lastFailure) {

  /**
   * Creates a status; the list is copied.
   *
   * @throws NullPointerException if an argument is null
   */
  public ReloadStatus {
    origins = List.copyOf(origins);
    requireNonNull(lastSuccess, "lastSuccess");
    requireNonNull(lastFailure, "lastFailure");
  }
}

package io.github.mirror4j.http.testkit;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.rule.MirrorId;
import java.time.Duration;

/**
 * The end of a copy that was sent, as a {@link RecordingListener} received it; immutable.
 *
 * @param id the mirror
 * @param outcome how it ended
 * @param duration the time from its dispatch to its end
 * @since 0.1.0
 */
public record RecordedOutcome(MirrorId id, Outcome outcome, Duration duration) {

  /** Checks that no component is null. */
  public RecordedOutcome {
    requireNonNull(id, "id");
    requireNonNull(outcome, "outcome");
    requireNonNull(duration, "duration");
  }
}

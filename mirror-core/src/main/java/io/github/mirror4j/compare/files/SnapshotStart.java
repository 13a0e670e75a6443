package io.github.mirror4j.compare.files;

import java.time.Instant;
import java.util.Optional;

/**
 * What a snapshot says before its counts.
 *
 * @param since when the first pair of its builds ended
 * @param firstVote when the first triple voted
 * @param lastVote when the last triple voted
 * @param warm whether the warm-up is over; before that nothing is counted
 * @param current whether its builds had one of the last pairs
 * @param settings how responses are compared; empty if the snapshot is of all builds together
 */
public record SnapshotStart(
    Instant since,
    Optional<Instant> firstVote,
    Optional<Instant> lastVote,
    boolean warm,
    boolean current,
    Optional<ComparedSettings> settings) {}

package io.github.mirror4j.http.stats;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of the evidence file of an engine.
 *
 * @param file the file
 * @param written how often it was written
 * @param failures how often that failed
 * @param lastSuccess when it was written last
 * @param lastFailure the kind of the last failure, such as {@code AccessDeniedException}
 * @since 0.1.0
 */
public record EvidenceFileStatus(
    String file,
    long written,
    long failures,
    Optional<Instant> lastSuccess,
    Optional<String> lastFailure) {}

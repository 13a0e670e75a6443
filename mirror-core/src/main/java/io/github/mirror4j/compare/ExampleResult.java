package io.github.mirror4j.compare;

import java.time.Instant;

/**
 * An example of a difference. Bodies are shown by their shape.
 *
 * @param at when it was seen
 * @param endpoint the endpoint
 * @param method the request's method
 * @param path where the responses differ
 * @param kind how they differ
 * @param before what the primary's response has there
 * @param after what the candidate's response has there
 * @param request the request as a line for curl, with placeholders for the server and all values
 * @since 0.1.0
 */
public record ExampleResult(
    Instant at,
    String endpoint,
    String method,
    String path,
    DifferenceKind kind,
    String before,
    String after,
    String request) {}

package io.github.mirror4j.compare.pair;

/**
 * How long a response took, from the moment that the request was handed to the client.
 *
 * @param headNanos until the head of the response
 * @param endNanos until the end of its body
 * @param protocol the HTTP version of the exchange, such as {@code HTTP_2}, with the scheme
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public record Timing(long headNanos, long endNanos, String protocol) {}

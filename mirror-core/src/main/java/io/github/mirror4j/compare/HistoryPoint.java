package io.github.mirror4j.compare;

import java.time.Instant;

/**
 * What the check of content had counted by a moment, for all endpoints together.
 *
 * @param at the moment
 * @param n informative triples
 * @param b triples in which only the candidate differed
 * @param c triples in which only the baseline differed
 * @param failed triples in which only the candidate failed
 * @since 0.1.0
 */
public record HistoryPoint(Instant at, long n, long b, long c, long failed) {}

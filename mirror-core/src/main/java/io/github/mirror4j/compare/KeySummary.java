package io.github.mirror4j.compare;

import java.time.Instant;

/**
 * A pair of builds that was compared.
 *
 * @param v1 the old version's build; empty if it is not known
 * @param v2 the new version's build; empty if it is not known
 * @param since when its first pair ended
 * @param pairs the pairs that ended
 * @param verdict what is proven about it
 * @param current whether it still gets pairs
 * @since 0.1.0
 */
public record KeySummary(
    String v1, String v2, Instant since, long pairs, Verdict.State verdict, boolean current) {}

package io.github.mirror4j.compare.pair;

import org.jspecify.annotations.Nullable;

/**
 * The responses to one request that belong together.
 *
 * @param request the request
 * @param primary the caller's own
 * @param candidate the copy's, from the mirror
 * @param baseline the copy's, from the primary's own service; null where none was drawn
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public record Triple(ComparedRequest request, Leg primary, Leg candidate, @Nullable Leg baseline) {}

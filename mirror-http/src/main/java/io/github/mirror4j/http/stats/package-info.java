/**
 * What became of copies: counts, states, outcomes with their reasons, and the status page.
 *
 * <p>Plain values; {@link io.github.mirror4j.http.MirrorEngine} makes them.
 */
@NullMarked
package io.github.mirror4j.http.stats;

import org.jspecify.annotations.NullMarked;

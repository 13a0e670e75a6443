/**
 * The results of mirroring: counts, states, outcomes with their reasons, and the status page.
 *
 * <p>All types are plain values, created by {@link io.github.mirror4j.http.MirrorEngine}, except
 * the listener.
 */
@NullMarked
package io.github.mirror4j.http.stats;

import org.jspecify.annotations.NullMarked;

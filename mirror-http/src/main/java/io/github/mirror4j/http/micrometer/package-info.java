/**
 * Mirroring's counts, gauges and timers for Micrometer; needs {@code micrometer-core}, which this
 * library does not bring.
 *
 * <p>Start at {@link io.github.mirror4j.http.micrometer.MirrorMetrics}.
 */
@NullMarked
package io.github.mirror4j.http.micrometer;

import org.jspecify.annotations.NullMarked;

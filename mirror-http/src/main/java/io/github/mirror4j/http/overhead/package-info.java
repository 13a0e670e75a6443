/**
 * Measures what mirroring costs the callers, by an experiment in the running process: slices of
 * time with and without copies, in random order. Not exported.
 */
@NullMarked
package io.github.mirror4j.http.overhead;

import org.jspecify.annotations.NullMarked;

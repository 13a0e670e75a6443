/**
 * The settings of an engine: their checks, their limits, how they are shown, and whether rules fit
 * them. Not exported.
 */
@NullMarked
package io.github.mirror4j.http.settings;

import org.jspecify.annotations.NullMarked;

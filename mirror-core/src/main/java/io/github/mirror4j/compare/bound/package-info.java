/**
 * The statistics of the comparison: bets against a claim, and the limits that they prove, which
 * hold at every look. Knows only counts, not requests. For mirror-http alone.
 */
@NullMarked
package io.github.mirror4j.compare.bound;

import org.jspecify.annotations.NullMarked;

/**
 * The statistics of the comparison: bets against a claim, and the limits that they prove, which
 * hold at every look. Knows counts alone, and nothing of requests. For mirror-http alone.
 */
@NullMarked
package io.github.mirror4j.compare.bound;

import org.jspecify.annotations.NullMarked;

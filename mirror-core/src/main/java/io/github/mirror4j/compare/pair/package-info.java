/**
 * What is compared: one request and its responses from the primary, the candidate and the baseline,
 * and what a look at them tells. Counts nothing. For mirror-http alone.
 */
@NullMarked
package io.github.mirror4j.compare.pair;

import org.jspecify.annotations.NullMarked;

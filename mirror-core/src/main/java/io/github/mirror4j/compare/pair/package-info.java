/**
 * What is compared: one request and its responses from the primary, the candidate and the baseline,
 * and what they show at first sight. Counts nothing. For mirror-http alone.
 */
@NullMarked
package io.github.mirror4j.compare.pair;

import org.jspecify.annotations.NullMarked;

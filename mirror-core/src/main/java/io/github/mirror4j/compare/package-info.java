/**
 * What a comparison of the old and the new version's responses found: reports and verdicts.
 *
 * @since 0.1.0
 */
@NullMarked
package io.github.mirror4j.compare;

import org.jspecify.annotations.NullMarked;

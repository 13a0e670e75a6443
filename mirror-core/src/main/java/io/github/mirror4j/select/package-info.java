/**
 * Which rule wins and what it selects: {@link io.github.mirror4j.select.RequestFacts} in, {@link
 * io.github.mirror4j.select.Selection} out.
 */
@NullMarked
package io.github.mirror4j.select;

import org.jspecify.annotations.NullMarked;

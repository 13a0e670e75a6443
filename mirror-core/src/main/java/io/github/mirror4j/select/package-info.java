/**
 * The engine that selects a rule for a request. It takes {@link
 * io.github.mirror4j.select.RequestFacts} and returns a {@link
 * io.github.mirror4j.select.Selection}.
 */
@NullMarked
package io.github.mirror4j.select;

import org.jspecify.annotations.NullMarked;

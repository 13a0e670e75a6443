/** Runnable examples of Mirror4J; {@code MirroringDemo} is the place to start. */
@NullMarked
package io.github.mirror4j.examples;

import org.jspecify.annotations.NullMarked;

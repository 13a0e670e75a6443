/**
 * What mirroring costs at its beginning, the first call of a process, and what grows with its age.
 */
@org.jspecify.annotations.NullMarked
package io.github.mirror4j.examples.bench.life;

/** What mirroring costs a caller under load, beside hand-written ways and nginx. */
@org.jspecify.annotations.NullMarked
package io.github.mirror4j.examples.bench.load;

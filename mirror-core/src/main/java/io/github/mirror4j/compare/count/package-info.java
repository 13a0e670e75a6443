/** Counters of one thing each, of a bounded size, from which evidence is made. Not exported. */
@NullMarked
package io.github.mirror4j.compare.count;

import org.jspecify.annotations.NullMarked;

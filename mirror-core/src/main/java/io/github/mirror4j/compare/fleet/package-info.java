/** One verdict about many processes, from the files in which they wrote their evidence. */
@NullMarked
package io.github.mirror4j.compare.fleet;

import org.jspecify.annotations.NullMarked;

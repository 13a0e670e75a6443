/**
 * What many compared responses prove: counts, bounds that hold whenever somebody looks, and the
 * verdict. Exported to the HTTP module alone.
 */
@NullMarked
package io.github.mirror4j.compare.evidence;

import org.jspecify.annotations.NullMarked;

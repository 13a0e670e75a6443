/**
 * Which names of fields, parameters and endpoints reports may show, so that nobody's name or token
 * is one of them. Not exported.
 */
@NullMarked
package io.github.mirror4j.compare.names;

import org.jspecify.annotations.NullMarked;

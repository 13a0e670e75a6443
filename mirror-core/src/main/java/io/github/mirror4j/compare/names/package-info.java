/**
 * Which names of fields, parameters and endpoints reports may show, so that no person's name and no
 * token is shown. Not exported.
 */
@NullMarked
package io.github.mirror4j.compare.names;

import org.jspecify.annotations.NullMarked;

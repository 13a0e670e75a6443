/**
 * The comparison of live responses: joins the legs of a request, limits what the old version gets,
 * and hands complete pairs to the evidence. Not exported.
 */
@NullMarked
package io.github.mirror4j.http.compare;

import org.jspecify.annotations.NullMarked;

/**
 * Bodies of requests, captured while the wrapped client reads them, and bodies of responses,
 * captured while the caller reads them, or read and discarded. Not exported.
 */
@NullMarked
package io.github.mirror4j.http.body;

import org.jspecify.annotations.NullMarked;

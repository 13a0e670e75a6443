/**
 * The mirroring {@link java.net.http.HttpClient} and the way of a copy: tap the body, make the
 * copy, lane, outcome.
 *
 * <p>Start at {@link io.github.mirror4j.http.MirroringHttpClient}.
 */
@NullMarked
package io.github.mirror4j.http;

import org.jspecify.annotations.NullMarked;

/**
 * The mirroring {@link java.net.http.HttpClient}, and what a copy passes through: the capture of
 * the body, the building of the copy, its lane, its outcome.
 *
 * <p>Start at {@link io.github.mirror4j.http.MirroringHttpClient}.
 */
@NullMarked
package io.github.mirror4j.http;

import org.jspecify.annotations.NullMarked;

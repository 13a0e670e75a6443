/**
 * Test support for a service that mirrors: mirrors that record requests, mirrors that misbehave,
 * and a listener that records outcomes.
 *
 * <p>It needs no test framework. If an awaited event does not happen in time, an {@link
 * java.lang.AssertionError} is thrown, which every framework reports as a failed test. All servers
 * listen on free ports of 127.0.0.1, speak HTTP/1.1 without TLS, run on virtual threads, and stop
 * on {@code close()}.
 *
 * <p>Start at {@link io.github.mirror4j.http.testkit.RecordingMirror} and {@link
 * io.github.mirror4j.http.testkit.FaultMirror}.
 */
@NullMarked
package io.github.mirror4j.http.testkit;

import org.jspecify.annotations.NullMarked;

/**
 * For the tests of a service that mirrors: mirrors that record what arrives, mirrors that
 * misbehave, and a listener that keeps outcomes.
 *
 * <p>It needs no test framework. What is waited for and does not happen is an {@link
 * java.lang.AssertionError}, which every framework reports as a failed test. All servers listen on
 * free ports of 127.0.0.1, speak HTTP/1.1 without TLS, run on virtual threads, and end with {@code
 * close()}.
 *
 * <p>Start at {@link io.github.mirror4j.http.testkit.RecordingMirror} and {@link
 * io.github.mirror4j.http.testkit.FaultMirror}.
 */
@NullMarked
package io.github.mirror4j.http.testkit;

import org.jspecify.annotations.NullMarked;

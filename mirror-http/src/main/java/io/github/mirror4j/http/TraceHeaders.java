package io.github.mirror4j.http;

import io.github.mirror4j.http.guard.JdkHttp;
import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Determines whether copies carry the trace headers of their primary. Trace headers identify the
 * span to which a request belongs ({@code traceparent}, {@code tracestate}, {@code b3}, {@code
 * X-B3-*}, {@code uber-trace-id}, {@code X-Cloud-Trace-Context}, {@code X-Amzn-Trace-Id}, {@code
 * sentry-trace}, {@code X-Datadog-*} and others of their kind). {@code baggage} is not one of them.
 *
 * @since 0.1.0
 */
public enum TraceHeaders {

  /**
   * {@link #STRIP} if a {@code mirrorClient} sends the copies and its class is not the JDK's,
   * because it may be instrumented; {@link #KEEP} otherwise.
   */
  AUTOMATIC,

  /**
   * The copy carries the trace headers of the primary. If these contain a span id, the mirror's
   * spans appear in the primary's trace, beside those of the primary's service, under the same
   * parent.
   */
  KEEP,

  /**
   * The copy carries no trace headers, unless the sending client or the mirror's header edits set
   * them. Without either, the mirror starts a new trace for each copy.
   */
  STRIP;

  /**
   * Returns whether copies are sent without trace headers.
   *
   * @param mirrorClient the client that the user set; null for the one that is created
   */
  boolean areStripped(@Nullable HttpClient mirrorClient) {
    return switch (this) {
      case KEEP -> false;
      case STRIP -> true;
      case AUTOMATIC -> mirrorClient != null && !JdkHttp.has(mirrorClient.getClass());
    };
  }
}

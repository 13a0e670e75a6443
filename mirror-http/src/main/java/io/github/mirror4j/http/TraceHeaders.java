package io.github.mirror4j.http;

import java.net.http.HttpClient;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the primary's trace headers in a copy: the headers that say which span a request
 * belongs to ({@code traceparent}, {@code tracestate}, {@code b3}, {@code X-B3-*}, {@code
 * uber-trace-id}, {@code X-Cloud-Trace-Context}, {@code X-Amzn-Trace-Id}, {@code sentry-trace},
 * {@code X-Datadog-*} and others of their kind). {@code baggage} is not one of them.
 *
 * @since 0.1.0
 */
public enum TraceHeaders {

  /**
   * {@link #STRIP} where the copies are sent by a {@code mirrorClient} that is not the JDK's own
   * class, since it may be instrumented; {@link #KEEP} otherwise.
   */
  AUTOMATIC,

  /**
   * The copy carries what the primary carries. Where the primary carries a span's id, the mirror's
   * own spans appear in the primary's trace, beside the primary service's, under the same parent.
   */
  KEEP,

  /**
   * The copy carries none, unless the client that sends it sets its own or the mirror's header
   * edits do. Without either, the mirror starts a trace of its own for each copy.
   */
  STRIP;

  private static final Set<String> NAMES =
      Set.of(
          "b3",
          "elastic-apm-traceparent",
          "grpc-trace-bin",
          "sentry-trace",
          "sw8",
          "sw8-correlation",
          "sw8-x",
          "traceparent",
          "tracestate",
          "uber-trace-id",
          "x-amzn-trace-id",
          "x-cloud-trace-context");

  private static final Set<String> PREFIXES =
      Set.of("ot-tracer-", "x-b3-", "x-datadog-", "x-instana-");

  /** Whether a header of this name, in lower case, says which span a request belongs to. */
  static boolean include(String lowerCaseName) {
    return NAMES.contains(lowerCaseName) || PREFIXES.stream().anyMatch(lowerCaseName::startsWith);
  }

  /**
   * Whether copies go without them.
   *
   * @param mirrorClient the client that the user gave; null for the one that is made
   */
  boolean areStripped(@Nullable HttpClient mirrorClient) {
    return switch (this) {
      case KEEP -> false;
      case STRIP -> true;
      case AUTOMATIC ->
          mirrorClient != null
              && mirrorClient.getClass().getModule() != HttpClient.class.getModule();
    };
  }
}

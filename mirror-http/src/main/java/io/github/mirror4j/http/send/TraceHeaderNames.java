package io.github.mirror4j.http.send;

import java.util.Set;

/** Which headers say what span of a trace a request belongs to. */
final class TraceHeaderNames {

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

  private TraceHeaderNames() {}

  /** Returns whether a header of this name, in lower case, is a trace header. */
  static boolean include(String lowerCaseName) {
    return NAMES.contains(lowerCaseName) || PREFIXES.stream().anyMatch(lowerCaseName::startsWith);
  }
}

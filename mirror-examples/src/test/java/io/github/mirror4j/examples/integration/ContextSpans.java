package io.github.mirror4j.examples.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.Optional;

/** The spans of one call, as they were exported. */
final class ContextSpans {

  static final String CALLER = "caller";

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final int mirrorPort;

  ContextSpans(int mirrorPort) {
    this.mirrorPort = mirrorPort;
  }

  OpenTelemetrySdk otel(Sampler sampler) {
    return OpenTelemetrySdk.builder()
        .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
        .setTracerProvider(
            SdkTracerProvider.builder()
                .setSampler(sampler)
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build())
        .build();
  }

  void forget() {
    exporter.reset();
  }

  boolean isEmpty() {
    return exporter.getFinishedSpanItems().isEmpty();
  }

  /** The client's span of the primary. */
  SpanData primary() {
    return clients().stream().filter(span -> !isOfCopy(span)).findFirst().orElseThrow();
  }

  /** The client's span of the copy. */
  Optional<SpanData> copy() {
    return clients().stream().filter(this::isOfCopy).findFirst();
  }

  /** The span that a header names, which is there once. */
  static String idIn(List<String> traceparent) {
    assertThat(traceparent).hasSize(1);
    return traceparent.getFirst().split("-", -1)[2];
  }

  private List<SpanData> clients() {
    return exporter.getFinishedSpanItems().stream()
        .filter(span -> !span.getName().equals(CALLER))
        .toList();
  }

  private boolean isOfCopy(SpanData span) {
    return span.getAttributes().asMap().containsValue((long) mirrorPort);
  }
}

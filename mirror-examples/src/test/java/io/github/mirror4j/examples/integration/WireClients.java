package io.github.mirror4j.examples.integration;

import com.github.mizosoft.methanol.Methanol;
import io.github.mirror4j.http.MirrorEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.java11.instrument.binder.jdk.MicrometerHttpClient;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.instrumentation.javahttpclient.JavaHttpClientTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The clients that wrap clients, before and behind the mirroring client. */
enum WireClients {
  JDK(client -> client, client -> client),
  METHANOL_IN_FRONT(client -> client, WireClients::methanol),
  METHANOL_INSIDE(WireClients::methanol, client -> client),
  METHANOL_ON_BOTH_SIDES(WireClients::methanol, WireClients::methanol),
  MICROMETER_IN_FRONT(client -> client, WireClients::micrometer),
  MICROMETER_INSIDE(WireClients::micrometer, client -> client),
  OPENTELEMETRY_IN_FRONT(client -> client, WireClients::openTelemetry),
  OPENTELEMETRY_INSIDE(WireClients::openTelemetry, client -> client);

  private final UnaryOperator<HttpClient> inside;
  private final UnaryOperator<HttpClient> inFront;

  WireClients(UnaryOperator<HttpClient> inside, UnaryOperator<HttpClient> inFront) {
    this.inside = inside;
    this.inFront = inFront;
  }

  /** Whether the mirroring client wraps one that is not the JDK's own. */
  boolean isForeignInside() {
    return this == METHANOL_ON_BOTH_SIDES || name().endsWith("_INSIDE");
  }

  /** Whether another client stands in front of the mirroring one. */
  boolean isInFront() {
    return this == METHANOL_ON_BOTH_SIDES || name().endsWith("_IN_FRONT");
  }

  /** The client that a caller uses, with mirroring where there is an engine. */
  HttpClient client(HttpClient existing, @Nullable MirrorEngine engine) {
    HttpClient wrapped = inside.apply(existing);
    return inFront.apply(engine == null ? wrapped : engine.wrap(wrapped));
  }

  /** The JDK's client as all of the table use it. */
  static HttpClient.Builder existing() {
    return HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10));
  }

  private static HttpClient methanol(HttpClient client) {
    return Methanol.newBuilder(client).defaultHeader("X-Tenant", "blue").build();
  }

  private static HttpClient micrometer(HttpClient client) {
    return MicrometerHttpClient.instrumentationBuilder(client, new SimpleMeterRegistry()).build();
  }

  private static HttpClient openTelemetry(HttpClient client) {
    OpenTelemetrySdk telemetry =
        OpenTelemetrySdk.builder()
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();
    return JavaHttpClientTelemetry.create(telemetry).newHttpClient(client);
  }
}

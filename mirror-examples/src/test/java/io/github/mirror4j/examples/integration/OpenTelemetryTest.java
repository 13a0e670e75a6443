package io.github.mirror4j.examples.integration;

import static io.github.mirror4j.examples.integration.Servers.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.examples.integration.Result.Calls;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.rule.RouteRule;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.instrumentation.javahttpclient.JavaHttpClientTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * OpenTelemetry's {@code JavaHttpClientTelemetry} both ways round, and around the copies' client.
 */
class OpenTelemetryTest {

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final OpenTelemetry openTelemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(exported))
                  .build())
          .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
          .build();

  private HttpClient traced(HttpClient client) {
    return JavaHttpClientTelemetry.create(openTelemetry).newHttpClient(client);
  }

  /** The spans of exchanges with a server, in the form of what they send as {@code traceparent}. */
  private List<String> spansOf(Recorder server) {
    return exported.getFinishedSpanItems().stream()
        .filter(span -> isTo(span, server))
        .map(span -> traceparent(span.getSpanContext()))
        .toList();
  }

  private static boolean isTo(SpanData span, Recorder server) {
    return span.getAttributes().asMap().values().contains((long) server.uri().getPort());
  }

  private static String traceparent(SpanContext span) {
    return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-01";
  }

  private static List<String> traceparents(Recorder server) {
    return server.requests().getFirst().header("traceparent");
  }

  /** One call as part of a caller's trace. */
  private SpanContext callWithin(Calls calls) throws Exception {
    Span span = openTelemetry.getTracer("test").spanBuilder("caller").startSpan();
    try (Scope scope = span.makeCurrent()) {
      assertThat(scope).isNotNull();
      calls.post("/orders", "one");
    } finally {
      span.end();
    }
    return span.getSpanContext();
  }

  /** Traces the primaries; a copy has its primary's {@code traceparent}. */
  @Nested
  class InFront extends HttpClientIntegration {

    private HttpClient traced;

    @Override
    Calls mirrored() {
      RouteRule rule = servers.rule;
      // @start region="opentelemetry-in-front"
      MirroringHttpClient client = MirroringHttpClient.wrap(HttpClient.newHttpClient(), rule);
      HttpClient traced = JavaHttpClientTelemetry.create(openTelemetry).newHttpClient(client);
      // @end
      this.client = client;
      this.traced = traced;
      return through(traced, PATIENCE);
    }

    @Override
    Calls over(HttpClient client, Duration timeout) {
      return through(traced(client), timeout);
    }

    @Test
    void aCopyHasItsPrimarysTraceparent() throws Exception {
      SpanContext caller = callWithin(through(traced, PATIENCE));

      assertThat(settled().completed(2)).isEqualTo(1);
      assertThat(spansOf(servers.primary)).hasSize(1);
      assertThat(spansOf(servers.mirror)).isEmpty();
      assertThat(traceparents(servers.primary)).isEqualTo(spansOf(servers.primary));
      assertThat(traceparents(servers.primary).getFirst()).contains(caller.getTraceId());
      assertThat(traceparents(servers.mirror)).isEqualTo(traceparents(servers.primary));
    }

    @Test
    void aCancelledCallIsAborted() throws Exception {
      CompletableFuture<HttpResponse<String>> response =
          traced.sendAsync(
              HttpRequest.newBuilder(servers.uri("/endless")).build(), BodyHandlers.ofString());
      servers.awaitRequest();

      response.cancel(true);

      servers.awaitAbort();
      assertThat(settled().completed(2)).isEqualTo(1);
    }

    @Test
    void itsClientHasNoWebSockets() {
      assertThatThrownBy(traced::newWebSocketBuilder)
          .isInstanceOf(UnsupportedOperationException.class);
    }

    /** Its close() is the default of HttpClient: it closes nothing behind it. */
    @Test
    void closingItsClientClosesNothing() {
      traced.shutdown();

      assertThat(client.isTerminated()).isFalse();
      assertThat(through(client, PATIENCE))
          .satisfies(calls -> assertThat(calls.post("/orders", "one")).startsWith("POST"));
    }
  }

  /** Traces the primaries; a copy has no {@code traceparent}. */
  @Nested
  class Inside extends MirroringClientIntegration {

    private HttpClient wrapped;

    @Override
    Calls mirrored() {
      RouteRule rule = servers.rule;
      HttpClient existing = HttpClient.newHttpClient();
      // @start region="opentelemetry-inside"
      HttpClient traced = JavaHttpClientTelemetry.create(openTelemetry).newHttpClient(existing);
      MirroringHttpClient client = MirroringHttpClient.wrap(traced, rule);
      client.engine().onClose(existing::shutdown); // OpenTelemetry's client does not pass it on
      // @end
      this.client = client;
      wrapped = existing;
      return mirrored(PATIENCE);
    }

    @Override
    Calls plain(Duration timeout) {
      return through(traced(plain), timeout);
    }

    @Override
    Calls over(HttpClient client, Duration timeout) {
      return through(client, timeout);
    }

    @AfterEach
    void closeWrapped() {
      wrapped.shutdownNow();
    }

    @Test
    void aCopyHasNoTraceparent() throws Exception {
      SpanContext caller = callWithin(mirrored(PATIENCE));

      assertThat(settled().completed(2)).isEqualTo(1);
      assertThat(spansOf(servers.primary)).hasSize(1);
      assertThat(spansOf(servers.mirror)).isEmpty();
      assertThat(traceparents(servers.primary)).isEqualTo(spansOf(servers.primary));
      assertThat(traceparents(servers.primary).getFirst()).contains(caller.getTraceId());
      assertThat(traceparents(servers.mirror)).isEmpty();
    }

    @Test
    void theJdksClientIsClosedAsToldByOnClose() throws Exception {
      client.shutdown();

      assertThat(wrapped.awaitTermination(PATIENCE)).isTrue();
    }
  }

  /** Traces primaries and copies, each copy in a trace of its own. */
  @Nested
  class InsideAndAroundTheCopies extends MirroringClientIntegration {

    private HttpClient wrapped;
    private HttpClient copies;

    @Override
    Calls mirrored() {
      RouteRule rule = servers.rule;
      HttpClient existing = HttpClient.newHttpClient();
      // @start region="opentelemetry-copies"
      JavaHttpClientTelemetry telemetry = JavaHttpClientTelemetry.create(openTelemetry);
      HttpClient copies = HttpClient.newHttpClient();
      MirroringHttpClient client =
          MirroringHttpClient.builder(telemetry.newHttpClient(existing))
              .rules(rule)
              .mirrorClient(telemetry.newHttpClient(copies))
              .build();
      client.engine().onClose(existing::shutdown); // OpenTelemetry's clients do not pass it on
      client.engine().onClose(copies::shutdown);
      // @end
      this.client = client;
      this.copies = copies;
      wrapped = existing;
      return mirrored(PATIENCE);
    }

    @Override
    Calls plain(Duration timeout) {
      return through(traced(plain), timeout);
    }

    @Override
    Calls over(HttpClient client, Duration timeout) {
      return through(client, timeout);
    }

    @AfterEach
    void closeWrapped() {
      wrapped.shutdownNow();
      copies.shutdownNow();
    }

    @Test
    void aCopyHasATraceparentOfItsOwn() throws Exception {
      SpanContext caller = callWithin(mirrored(PATIENCE));

      assertThat(settled().completed(2)).isEqualTo(1);
      assertThat(spansOf(servers.primary)).hasSize(1);
      assertThat(spansOf(servers.mirror)).hasSize(1);
      assertThat(traceparents(servers.primary)).isEqualTo(spansOf(servers.primary));
      assertThat(traceparents(servers.mirror)).isEqualTo(spansOf(servers.mirror));
      assertThat(traceparents(servers.mirror).getFirst()).doesNotContain(caller.getTraceId());
    }
  }

  /** Both: what the copies' client sends replaces what the copy has of its primary. */
  @Nested
  class InFrontAndAroundTheCopies {

    private final Servers servers = new Servers();

    @Test
    void aCopyHasOneTraceparentOfItsOwn() throws Exception {
      try (servers;
          HttpClient copies = HttpClient.newHttpClient();
          MirroringHttpClient client =
              MirroringHttpClient.builder(HttpClient.newHttpClient())
                  .rules(servers.rule)
                  .mirrorClient(traced(copies))
                  .build()) {
        HttpRequest request = HttpRequest.newBuilder(servers.uri("/orders")).build();
        traced(client).send(request, BodyHandlers.discarding());

        assertThat(client.engine().awaitIdle(PATIENCE)).isTrue();
        assertThat(spansOf(servers.primary)).hasSize(1);
        assertThat(spansOf(servers.mirror)).hasSize(1);
        assertThat(traceparents(servers.primary)).isEqualTo(spansOf(servers.primary));
        assertThat(traceparents(servers.mirror)).isEqualTo(spansOf(servers.mirror));
      }
    }
  }
}

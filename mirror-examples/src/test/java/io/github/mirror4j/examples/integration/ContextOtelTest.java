package io.github.mirror4j.examples.integration;

import static java.net.http.HttpResponse.BodyHandlers.discarding;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.javahttpclient.JavaHttpClientTelemetry;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * With OpenTelemetry's own library, a copy's span is a child of the caller's, beside the primary's.
 */
class ContextOtelTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  /** What the caller's own parent decided; the sampler decides the opposite for a root. */
  enum Caller {
    SAMPLED(TraceFlags.getSampled(), Sampler.alwaysOff()),
    UNSAMPLED(TraceFlags.getDefault(), Sampler.alwaysOn());

    private final TraceFlags flags;
    private final Sampler roots;

    Caller(TraceFlags flags, Sampler roots) {
      this.flags = flags;
      this.roots = roots;
    }
  }

  private final ContextServers servers = new ContextServers();
  private final ContextSpans spans = new ContextSpans(servers.mirrorPort());

  @AfterEach
  void close() {
    servers.close();
  }

  private static MirroringHttpClient.Builder traced(HttpClient existing, OpenTelemetry telemetry) {
    // @start region="otel"
    JavaHttpClientTelemetry tracing = JavaHttpClientTelemetry.create(telemetry);
    MirroringHttpClient.Builder builder =
        MirroringHttpClient.builder(tracing.newHttpClient(existing))
            .mirrorClient(tracing.newHttpClient(HttpClient.newHttpClient()))
            .copyTaskDecorator(task -> Context.current().wrap(task));
    // @end
    return builder;
  }

  @ParameterizedTest
  @EnumSource
  void withTheCallersSamplingDecision(Caller caller) throws Exception {
    assertSiblings(caller, call(caller, servers.get()));
  }

  /** The body ends on a thread of the client's, where another span may be current. */
  @ParameterizedTest
  @EnumSource
  void alsoWithABody(Caller caller) throws Exception {
    assertSiblings(caller, call(caller, servers.post()));
  }

  private SpanContext call(Caller caller, HttpRequest request) throws Exception {
    OpenTelemetry telemetry = spans.otel(Sampler.parentBased(caller.roots));
    SpanContext above =
        SpanContext.createFromRemoteParent(
            TRACE, "b7ad6b7169203331", caller.flags, TraceState.getDefault());
    Span span =
        telemetry
            .getTracer("test")
            .spanBuilder(ContextSpans.CALLER)
            .setParent(Context.root().with(Span.wrap(above)))
            .startSpan();
    try (MirroringHttpClient client =
        traced(HttpClient.newHttpClient(), telemetry).rules(servers.rule).build()) {
      Context.root().with(span).wrap(() -> client.send(request, discarding())).call();
      ContextServers.awaitCopies(client, 1);
    }
    return span.getSpanContext();
  }

  private void assertSiblings(Caller as, SpanContext caller) {
    List<String> primary = servers.primaryHeader("traceparent");
    List<String> copy = servers.copyHeader("traceparent");
    String primaryId = ContextSpans.idIn(primary);
    String copyId = ContextSpans.idIn(copy);
    String flags = as.flags.asHex();
    assertThat(primary).containsExactly("00-" + TRACE + "-" + primaryId + "-" + flags);
    assertThat(copy).containsExactly("00-" + TRACE + "-" + copyId + "-" + flags);
    assertThat(List.of(primaryId, copyId, caller.getSpanId())).doesNotHaveDuplicates();
    if (as == Caller.UNSAMPLED) {
      assertThat(spans.isEmpty()).isTrue();
      return;
    }
    assertThat(spans.primary().getSpanId()).isEqualTo(primaryId);
    assertThat(spans.primary().getParentSpanId()).isEqualTo(caller.getSpanId());
    assertThat(spans.copy().orElseThrow().getSpanId()).isEqualTo(copyId);
    assertThat(spans.copy().orElseThrow().getParentSpanId()).isEqualTo(caller.getSpanId());
  }
}

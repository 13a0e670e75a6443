package io.github.mirror4j.examples.integration;

import static java.net.http.HttpResponse.BodyHandlers.discarding;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.TraceHeaders;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.javahttpclient.JavaHttpClientTelemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a trace shows of a primary and its copy, depending on which client wraps which: the table of
 * the page of mirror-http, line by line.
 */
class ContextOtelOrdersTest {

  /** Which client wraps which. */
  enum Order {
    TRACING_INSIDE,
    TRACING_OUTSIDE
  }

  /** Which client sends the copies. */
  enum Copies {
    PLAIN,
    TRACED
  }

  /** What the decorator hands on. */
  enum HandedOn {
    NOTHING(task -> task),
    CONTEXT(task -> Context.current().wrap(task)),
    SPAN(task -> Context.root().with(Span.current()).wrap(task));

    private final UnaryOperator<Runnable> decorator;

    HandedOn(UnaryOperator<Runnable> decorator) {
      this.decorator = decorator;
    }
  }

  private final ContextServers servers = new ContextServers();
  private final ContextSpans spans = new ContextSpans(servers.mirrorPort());

  @AfterEach
  void close() {
    servers.close();
  }

  @ParameterizedTest
  @CsvSource({
    "TRACING_INSIDE,  PLAIN,  NOTHING, AUTOMATIC, no span, none",
    "TRACING_INSIDE,  TRACED, NOTHING, AUTOMATIC, root,    copy",
    "TRACING_INSIDE,  TRACED, CONTEXT, AUTOMATIC, caller,  copy",
    "TRACING_INSIDE,  TRACED, SPAN,    AUTOMATIC, caller,  copy",
    "TRACING_OUTSIDE, PLAIN,  NOTHING, AUTOMATIC, no span, primary",
    "TRACING_OUTSIDE, PLAIN,  NOTHING, STRIP,     no span, none",
    "TRACING_OUTSIDE, TRACED, NOTHING, AUTOMATIC, root,    copy",
    "TRACING_OUTSIDE, TRACED, NOTHING, KEEP,      root,    copy",
    "TRACING_OUTSIDE, TRACED, CONTEXT, AUTOMATIC, no span, none",
    "TRACING_OUTSIDE, TRACED, CONTEXT, KEEP,      no span, primary",
    "TRACING_OUTSIDE, TRACED, SPAN,    AUTOMATIC, primary, copy",
    "TRACING_OUTSIDE, TRACED, SPAN,    KEEP,      primary, copy"
  })
  void theCopysParentAndTheSpanThatItsHeaderNames(
      Order order,
      Copies copies,
      HandedOn handedOn,
      TraceHeaders headers,
      String parent,
      String named)
      throws Exception {
    for (HttpRequest request : List.of(servers.get(), servers.post())) {
      servers.forget();
      spans.forget();
      OpenTelemetry telemetry = spans.otel(Sampler.alwaysOn());
      JavaHttpClientTelemetry tracing = JavaHttpClientTelemetry.create(telemetry);
      HttpClient plain = HttpClient.newHttpClient();
      boolean outside = order == Order.TRACING_OUTSIDE;
      MirroringHttpClient.Builder builder =
          MirroringHttpClient.builder(outside ? plain : tracing.newHttpClient(plain))
              .rules(servers.rule)
              .copyTaskDecorator(handedOn.decorator)
              .traceHeaders(headers);
      if (copies == Copies.TRACED) {
        builder.mirrorClient(tracing.newHttpClient(HttpClient.newHttpClient()));
      }
      Span caller =
          telemetry.getTracer("test").spanBuilder(ContextSpans.CALLER).setNoParent().startSpan();
      try (MirroringHttpClient mirroring = builder.build()) {
        HttpClient client = outside ? tracing.newHttpClient(mirroring) : mirroring;
        Context.root().with(caller).wrap(() -> client.send(request, discarding())).call();
        ContextServers.awaitCopies(mirroring, 1);
      }

      String callerId = caller.getSpanContext().getSpanId();
      String primaryId = spans.primary().getSpanId();
      assertThat(spans.primary().getParentSpanId()).isEqualTo(callerId);
      assertThat(ContextSpans.idIn(servers.primaryHeader("traceparent"))).isEqualTo(primaryId);
      assertThat(parentOfCopy(callerId)).isEqualTo(parent);
      assertThat(whose(servers.copyHeader("traceparent"))).isEqualTo(named);
    }
  }

  private String parentOfCopy(String callerId) {
    SpanData copy = spans.copy().orElse(null);
    if (copy == null) {
      return "no span";
    }
    if (!copy.getParentSpanContext().isValid()) {
      return "root";
    }
    assertThat(copy.getTraceId()).isEqualTo(spans.primary().getTraceId());
    if (copy.getParentSpanId().equals(callerId)) {
      return "caller";
    }
    return copy.getParentSpanId().equals(spans.primary().getSpanId()) ? "primary" : "another";
  }

  /** Whose span the header names; it is there once or not at all. */
  private String whose(List<String> traceparent) {
    if (traceparent.isEmpty()) {
      return "none";
    }
    String id = ContextSpans.idIn(traceparent);
    if (id.equals(spans.primary().getSpanId())) {
      return "primary";
    }
    return spans.copy().filter(copy -> copy.getSpanId().equals(id)).isPresent()
        ? "copy"
        : "another";
  }
}

package io.github.mirror4j.http.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.TraceHeaders;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.WireServer;
import io.github.mirror4j.rule.Mirror;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a copy says that it belongs to its primary's span. */
class TraceHeadersTest {

  /** Sets something. */
  interface Change extends UnaryOperator<MirroringHttpClient.Builder> {}

  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final String OTHER = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01";

  private final WireServer primary;
  private final WireServer mirror;

  TraceHeadersTest() throws Exception {
    primary = WireServer.start();
    mirror = WireServer.start();
  }

  @AfterEach
  void close() throws Exception {
    primary.close();
    mirror.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "traceparent",
        "TraceState",
        "b3",
        "X-B3-TraceId",
        "X-B3-SpanId",
        "X-B3-ParentSpanId",
        "X-B3-Sampled",
        "X-B3-Flags",
        "uber-trace-id",
        "X-Cloud-Trace-Context",
        "X-Amzn-Trace-Id",
        "sentry-trace",
        "x-datadog-trace-id",
        "x-datadog-parent-id",
        "x-datadog-sampling-priority",
        "x-datadog-tags",
        "elastic-apm-traceparent",
        "grpc-trace-bin",
        "ot-tracer-spanid",
        "sw8",
        "X-Instana-T"
      })
  void strippedOrKeptAsTheSettingSays(String name) throws Exception {
    assertThat(copyOf(name, to -> to, b -> b.traceHeaders(TraceHeaders.STRIP)).values(name))
        .isEmpty();
    assertThat(copyOf(name, to -> to, b -> b.traceHeaders(TraceHeaders.KEEP)).values(name))
        .containsExactly(PARENT);
    assertThat(primary.heads)
        .hasSize(2)
        .allSatisfy(head -> assertThat(head.values(name)).containsExactly(PARENT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"baggage", "X-Request-Id", "b3x", "x-b4-traceid", "traceparents"})
  void whatIsNoTraceHeaderIsCarriedInAnyCase(String name) throws Exception {
    assertThat(copyOf(name, to -> to, b -> b.traceHeaders(TraceHeaders.STRIP)).values(name))
        .containsExactly(PARENT);
  }

  @Test
  void automaticKeepsThemWithTheClientThatIsMade() throws Exception {
    assertThat(copyOf("traceparent", to -> to, b -> b).values("traceparent"))
        .containsExactly(PARENT);
  }

  @Test
  void automaticKeepsThemWithTheJdksOwnClient() throws Exception {
    assertThat(
            copyOf("traceparent", to -> to, b -> b.mirrorClient(Fixtures.plain()))
                .values("traceparent"))
        .containsExactly(PARENT);
  }

  @Test
  void automaticLeavesThemToAnyOtherClient() throws Exception {
    assertThat(
            copyOf(
                    "traceparent",
                    to -> to,
                    b -> b.mirrorClient(new AddingClient("traceparent", OTHER)))
                .values("traceparent"))
        .containsExactly(OTHER);
  }

  @Test
  void keepingThemForAClientThatAddsItsOwnSendsBoth() throws Exception {
    assertThat(
            copyOf(
                    "traceparent",
                    to -> to,
                    b ->
                        b.mirrorClient(new AddingClient("traceparent", OTHER))
                            .traceHeaders(TraceHeaders.KEEP))
                .values("traceparent"))
        .containsExactly(PARENT, OTHER);
  }

  @Test
  void aMirrorsOwnEditsWin() throws Exception {
    assertThat(
            copyOf(
                    "traceparent",
                    to -> to.setHeader("Traceparent", OTHER),
                    b -> b.traceHeaders(TraceHeaders.STRIP))
                .values("traceparent"))
        .containsExactly(OTHER);
    assertThat(
            copyOf(
                    "traceparent",
                    to -> to.removeHeader("Traceparent"),
                    b -> b.traceHeaders(TraceHeaders.KEEP))
                .values("traceparent"))
        .isEmpty();
  }

  private WireServer.Head copyOf(String header, UnaryOperator<Mirror> edits, Change settings)
      throws Exception {
    try (MirroringHttpClient client =
        settings.apply(Fixtures.mirroring(edits.apply(Mirror.to(mirror.uri())))).build()) {
      client.send(
          HttpRequest.newBuilder(primary.uri()).header(header, PARENT).build(),
          BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    }
    return mirror.heads.getLast();
  }
}

package io.github.mirror4j.examples.integration;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static io.github.mirror4j.examples.integration.Servers.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.testkit.RecordingMirror;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** OkHttp with the interceptor over HTTP/2: its service and its caller see what they ever saw. */
class OkHttpOverHttp2Test {

  private static final MediaType TEXT = MediaType.parse("text/plain; charset=utf-8");

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.options().dynamicPort().http2PlainDisabled(false))
          .build();

  private final RecordingMirror v2 = RecordingMirror.start().respond(200, "two orders");
  private final MirrorEngine engine =
      MirrorEngine.builder()
          .rules(
              RouteRule.builder("to-v2")
                  .destination("*")
                  .mirror(
                      Mirror.to(v2.uri())
                          .name("v2")
                          .compare(Comparison.withoutBaseline().methods("GET", "POST").build()))
                  .build())
          .build();

  @AfterEach
  void close() {
    engine.close();
    v2.close();
  }

  /** What both sides see of a call. */
  private record Exchange(
      Protocol protocol,
      int status,
      String responseHeaders,
      String responseBody,
      String requestProtocol,
      String requestHeaders,
      String requestBody) {}

  private static Exchange call(@Nullable MirrorEngine engine, @Nullable RequestBody body)
      throws IOException {
    SERVER.resetRequests();
    SERVER.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withStatus(201)
                    .withHeader("X-Two", "a", "b")
                    .withHeader("Content-Type", "text/plain")
                    .withBody("three orders".repeat(10_000))));
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
    if (engine != null) {
      builder.addInterceptor(new MirroringInterceptor(engine));
    }
    OkHttpClient client = builder.build();
    Request request =
        new Request.Builder()
            .url(SERVER.url("/orders?a=b"))
            .header("X-Tenant", "blue")
            .method(body == null ? "GET" : "POST", body)
            .build();
    try (Response response = client.newCall(request).execute()) {
      String text = response.body().string();
      LoggedRequest received = SERVER.getAllServeEvents().getFirst().getRequest();
      return new Exchange(
          response.protocol(),
          response.code(),
          response.headers().newBuilder().removeAll("Matched-Stub-Id").build().toString(),
          text,
          received.getProtocol(),
          received.getHeaders().toString(),
          received.getBodyAsString());
    } finally {
      client.connectionPool().evictAll();
      client.dispatcher().executorService().shutdown();
    }
  }

  static Stream<Named<@Nullable RequestBody>> bodies() {
    return Stream.of(
        Named.of("none", null),
        Named.of("empty", RequestBody.create("", TEXT)),
        Named.of("text", RequestBody.create("three", TEXT)),
        Named.of("large", RequestBody.create("x".repeat(300_000), TEXT)),
        Named.of("of unknown length", unknownLength()));
  }

  private static RequestBody unknownLength() {
    return new RequestBody() {
      @Override
      public MediaType contentType() {
        return TEXT;
      }

      @Override
      public void writeTo(BufferedSink sink) throws IOException {
        sink.writeUtf8("first ");
        sink.flush();
        sink.writeAll(Okio.source(new ByteArrayInputStream("second".repeat(5000).getBytes(UTF_8))));
      }
    };
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void bothSidesSeeTheSame(@Nullable RequestBody body) throws Exception {
    Exchange plain = call(null, body);
    assertThat(plain.protocol()).isEqualTo(Protocol.H2_PRIOR_KNOWLEDGE);
    assertThat(plain.requestProtocol()).isEqualTo("HTTP/2.0");

    assertThat(call(engine, body)).as("mirrored and compared").isEqualTo(plain);
    assertThat(v2.awaitRequests(1, PATIENCE).getFirst().bodyAsString())
        .isEqualTo(plain.requestBody());
    assertThat(engine.comparisons().getFirst().awaitIdle(PATIENCE)).isTrue();
    assertThat(engine.comparisons().getFirst().pairs().compared()).isOne();

    engine.pause();
    assertThat(call(engine, body)).as("paused").isEqualTo(plain);
    engine.close();
    assertThat(call(engine, body)).as("closed").isEqualTo(plain);
    assertThat(engine.stats().total().dropped(DropReason.PAUSED)).isOne();
    assertThat(engine.stats().total().dropped(DropReason.CLOSED)).isOne();
    assertThat(engine.stats().internalErrors()).isZero();
    assertThat(v2.requests()).hasSize(1);
  }

  @Test
  void aStreamThatIsResetIsAsEver() throws Exception {
    SERVER.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withFault(
                        com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER)));
    String url = SERVER.url("/reset");
    Result plain = Result.of((target, body) -> reset(null, target), url, "");
    assertThat(plain.isResponse()).isFalse();

    assertThat(Result.of((target, body) -> reset(engine, target), url, "")).isEqualTo(plain);

    assertThat(engine.awaitIdle(PATIENCE)).isTrue();
    assertThat(engine.stats().total().selected()).isOne();
  }

  private static String reset(@Nullable MirrorEngine engine, String url) throws IOException {
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
    if (engine != null) {
      builder.addInterceptor(new MirroringInterceptor(engine));
    }
    try (Response response =
        builder.build().newCall(new Request.Builder().url(url).build()).execute()) {
      return response.body().string();
    }
  }
}

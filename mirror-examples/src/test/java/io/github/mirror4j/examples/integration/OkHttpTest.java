package io.github.mirror4j.examples.integration;

import static io.github.mirror4j.examples.integration.Servers.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.examples.integration.Result.Calls;
import io.github.mirror4j.http.MirrorComparison;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorStats;
import io.github.mirror4j.http.testkit.Fault;
import io.github.mirror4j.http.testkit.FaultMirror;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OkHttp, with an interceptor. */
class OkHttpTest extends IntegrationContract {

  private static final MediaType TEXT = MediaType.parse("text/plain; charset=utf-8");

  private final MirrorEngine engine = MirrorEngine.builder().rules(servers.rule).build();
  private final OkHttpClient client = client(engine);

  private static OkHttpClient client(MirrorEngine engine) {
    // @start region="okhttp"
    OkHttpClient client =
        new OkHttpClient.Builder().addInterceptor(new MirroringInterceptor(engine)).build();
    // @end
    return client;
  }

  @Override
  Calls mirrored() {
    return through(client, PATIENCE);
  }

  @Override
  Calls plain(Duration timeout) {
    return through(new OkHttpClient(), timeout);
  }

  @Override
  Calls mirrored(Duration timeout) {
    return through(client, timeout);
  }

  private Calls through(OkHttpClient existing, Duration timeout) {
    return (target, body) -> {
      OkHttpClient each = existing.newBuilder().readTimeout(timeout).build();
      try (Response response =
          each.newCall(post(target, RequestBody.create(body, TEXT))).execute()) {
        return response.body().string();
      }
    };
  }

  private Request post(String target, RequestBody body) {
    return new Request.Builder().url(servers.uri(target).toString()).post(body).build();
  }

  @Override
  MirrorStats stats() {
    return engine.stats();
  }

  @Override
  boolean awaitIdle(Duration patience) throws InterruptedException {
    return engine.awaitIdle(patience);
  }

  @Override
  void closeMirrored() {
    engine.close();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  /** A body that OkHttp asks to write itself, in several parts. */
  private static RequestBody stream(long length, boolean oneShot) {
    return new RequestBody() {
      @Override
      public @Nullable MediaType contentType() {
        return null;
      }

      @Override
      public long contentLength() {
        return length;
      }

      @Override
      public boolean isOneShot() {
        return oneShot;
      }

      @Override
      public void writeTo(BufferedSink sink) throws IOException {
        sink.writeUtf8("first ");
        sink.flush();
        sink.writeAll(Okio.source(new ByteArrayInputStream("second".repeat(5000).getBytes(UTF_8))));
      }
    };
  }

  @TestFactory
  Stream<DynamicTest> onTheWire() {
    return Stream.of(
            wire("none", null),
            wire("bytes", RequestBody.create(new byte[] {1, 2, -1}, TEXT)),
            wire("text", RequestBody.create("three", TEXT)),
            wire("large", RequestBody.create("x".repeat(300_000), TEXT)),
            wire("empty", RequestBody.create("", TEXT)),
            wire("without type", RequestBody.create("three", null)),
            wire("stream of known length", stream(30_006, false)),
            wire("stream", stream(-1, false)),
            wire("one-shot stream", stream(-1, true)),
            wire(
                "multipart",
                new MultipartBody.Builder("boundary").addFormDataPart("item", "one").build()))
        .map(WireRow::test);
  }

  private static WireRow wire(String name, @Nullable RequestBody body) {
    return new WireRow(
        "OkHttp",
        name,
        true,
        (server, engine) -> {
          OkHttpClient client = engine == null ? new OkHttpClient() : client(engine);
          Request request =
              new Request.Builder()
                  .url(server.toString())
                  .header("X-Tenant", "blue")
                  .method(body == null ? "GET" : "POST", body)
                  .build();
          client.newCall(request).execute().close();
        });
  }

  /** The request is copied once, with the body that was written first. */
  @Test
  void aRedirectIsFollowedAsEver() throws Exception {
    Result expected = Result.of(plain(PATIENCE), "/moved", "one");

    assertThat(Result.of(mirrored(), "/moved", "one")).isEqualTo(expected);

    assertThat(settled().selected()).isOne();
    assertThat(servers.mirror.requests().getFirst().line()).isEqualTo("POST /moved");
  }

  @Test
  void aResponseCanBeReadWhileItComes() throws Exception {
    try (Response response =
        client.newCall(post("/stream", RequestBody.create("", TEXT))).execute()) {
      assertStreams(response.body().byteStream());
    }
  }

  @Test
  void aCancelledCallIsCancelled() throws Exception {
    Call call = client.newCall(post("/hang", RequestBody.create("one", TEXT)));
    Thread canceller =
        Thread.startVirtualThread(
            () -> {
              try {
                servers.awaitRequest();
              } catch (InterruptedException e) {
                return;
              }
              call.cancel();
            });

    assertThat(Result.of((target, body) -> call.execute().message(), "", "").isResponse())
        .isFalse();
    canceller.join();
    assertThat(settled().selected()).isOne();
  }

  /** A body that fails half-way is no body. */
  @Test
  void aBodyThatFailsIsNotCopied() throws Exception {
    RequestBody broken =
        new RequestBody() {
          @Override
          public @Nullable MediaType contentType() {
            return TEXT;
          }

          @Override
          public void writeTo(BufferedSink sink) throws IOException {
            sink.writeUtf8("half");
            throw new IOException("broken");
          }
        };
    Result plain =
        Result.of(
            (t, b) -> new OkHttpClient().newCall(post(t, broken)).execute().message(), "/a", "");

    assertThat(Result.of((t, b) -> client.newCall(post(t, broken)).execute().message(), "/a", ""))
        .isEqualTo(plain);
    assertThat(settled().dropped(DropReason.PRIMARY_FAILED)).isOne();
  }

  @Test
  void aPausedEngineIsNotSeen() throws Exception {
    engine.pause();

    assertThat(mirrored().post("/orders", "one")).isEqualTo("POST /orders: one");

    assertThat(settled().dropped(DropReason.PAUSED)).isOne();
    assertThat(servers.mirror.requests()).isEmpty();
  }

  @Test
  void aClosedEngineIsNotSeen() throws Exception {
    engine.close();

    assertThat(mirrored().post("/orders", "one")).isEqualTo("POST /orders: one");

    assertThat(settled().dropped(DropReason.CLOSED)).isOne();
    assertThat(servers.mirror.requests()).isEmpty();
  }

  @Test
  void responsesAreCompared() throws Exception {
    RouteRule compared =
        RouteRule.builder("compared")
            .destination("*")
            .mirror(
                Mirror.to(servers.mirror.uri())
                    .name("v2")
                    .compare(Comparison.withoutBaseline().methods("POST").build()))
            .build();
    try (MirrorEngine comparing = MirrorEngine.builder().rules(compared).build()) {
      MirrorComparison comparison = comparing.comparisons().get(0);
      assertThat(through(client(comparing), PATIENCE).post("/orders", "one"))
          .isEqualTo("POST /orders: one");

      assertThat(comparison.awaitIdle(PATIENCE)).isTrue();
      assertThat(comparison.pairs().compared()).isOne();
      assertThat(comparing.stats().internalErrors()).isZero();
    }
  }

  @Tag("full")
  @ParameterizedTest
  @EnumSource(Fault.class)
  void aBrokenMirrorIsNotNoticed(Fault fault) throws Exception {
    try (FaultMirror broken = FaultMirror.of(fault);
        MirrorEngine faulty =
            MirrorEngine.builder()
                .rules(to(broken.uri()))
                .copyTimeout(Duration.ofSeconds(1))
                .build()) {
      Calls calls = through(client(faulty), PATIENCE);
      for (int i = 0; i < 3; i++) {
        assertThat(calls.post("/orders", "one")).isEqualTo("POST /orders: one");
      }
      assertThat(faulty.awaitIdle(PATIENCE)).isTrue();
      assertThat(faulty.stats().total().selected()).isEqualTo(3);
    }
  }

  private static RouteRule to(URI mirror) {
    return RouteRule.builder("broken").destination("*").mirror(Mirror.to(mirror)).build();
  }
}

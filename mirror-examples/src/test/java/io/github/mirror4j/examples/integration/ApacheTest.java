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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.GzipCompressingEntity;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Apache HttpClient 5, with an exec handler. */
class ApacheTest extends IntegrationContract {

  private final MirrorEngine engine = MirrorEngine.builder().rules(servers.rule).build();
  private final CloseableHttpClient client = client(engine);
  private final CloseableHttpClient plain = HttpClients.createDefault();

  private static CloseableHttpClient client(MirrorEngine engine) {
    // @start region="apache"
    CloseableHttpClient client =
        HttpClients.custom()
            .addExecInterceptorFirst("mirror4j", new MirroringExecHandler(engine))
            .build();
    // @end
    return client;
  }

  @Override
  Calls mirrored() {
    return through(client, PATIENCE);
  }

  @Override
  Calls plain(Duration timeout) {
    return through(plain, timeout);
  }

  @Override
  Calls mirrored(Duration timeout) {
    return through(client, timeout);
  }

  private Calls through(CloseableHttpClient each, Duration timeout) {
    return (target, body) -> {
      HttpPost post = new HttpPost(servers.uri(target));
      post.setEntity(new StringEntity(body));
      post.setConfig(
          RequestConfig.custom()
              .setResponseTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
              .build());
      return each.execute(post, response -> EntityUtils.toString(response.getEntity()));
    };
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
    try {
      client.close();
      plain.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static HttpEntity stream(long length) {
    byte[] bytes = "first second".repeat(5000).getBytes(UTF_8);
    return new InputStreamEntity(new ByteArrayInputStream(bytes), length, ContentType.TEXT_PLAIN);
  }

  /** Entities that can be written once are made anew for each call. */
  @FunctionalInterface
  private interface Entities {
    @Nullable HttpEntity next();
  }

  @TestFactory
  Stream<DynamicTest> onTheWire() {
    return Stream.of(
            wire("none", () -> null),
            wire(
                "bytes",
                () -> new ByteArrayEntity(new byte[] {1, 2, -1}, ContentType.DEFAULT_BINARY)),
            wire("text", () -> new StringEntity("three")),
            wire("large", () -> new StringEntity("x".repeat(300_000))),
            wire("empty", () -> new StringEntity("")),
            wire("without type", () -> new ByteArrayEntity("three".getBytes(UTF_8), null)),
            wire("stream of known length", () -> stream(60_000)),
            wire("stream", () -> stream(-1)),
            wire(
                "form",
                () -> new UrlEncodedFormEntity(List.of(new BasicNameValuePair("item", "a b")))),
            wire("compressed", () -> new GzipCompressingEntity(new StringEntity("three"))))
        .map(WireRow::test);
  }

  private static WireRow wire(String name, Entities entities) {
    return new WireRow(
        "Apache HttpClient 5",
        name,
        true,
        (server, engine) -> {
          ClassicHttpRequest request;
          HttpEntity entity = entities.next();
          if (entity == null) {
            request = new HttpGet(server);
          } else {
            request = new HttpPost(server);
            request.setEntity(entity);
          }
          request.setHeader("X-Tenant", "blue");
          try (CloseableHttpClient client =
              engine == null ? HttpClients.createDefault() : client(engine)) {
            client.execute(
                request,
                response -> {
                  EntityUtils.consume(response.getEntity());
                  return null;
                });
          }
          assertThat(request.getEntity()).as("the caller's own").isSameAs(entity);
        });
  }

  @Test
  void aRedirectIsFollowedAsEver() throws Exception {
    Result expected = Result.of(plain(PATIENCE), "/moved", "one");

    assertThat(Result.of(mirrored(), "/moved", "one")).isEqualTo(expected);

    assertThat(settled().selected()).isOne();
    assertThat(servers.mirror.requests().getFirst().line()).isEqualTo("POST /moved");
  }

  @Test
  void aResponseCanBeReadWhileItComes() throws Exception {
    HttpPost post = new HttpPost(servers.uri("/stream"));
    client.execute(
        post,
        response -> {
          assertStreams(response.getEntity().getContent());
          return null;
        });
  }

  @Test
  void anAbortedCallIsCancelled() throws Exception {
    HttpPost post = new HttpPost(servers.uri("/hang"));
    post.setEntity(new StringEntity("one"));
    Thread canceller =
        Thread.startVirtualThread(
            () -> {
              try {
                servers.awaitRequest();
              } catch (InterruptedException e) {
                return;
              }
              post.abort();
            });

    Calls call = (target, body) -> client.execute(post, response -> "");
    assertThat(Result.of(call, "", "").isResponse()).isFalse();
    canceller.join();
    assertThat(settled().selected()).isOne();
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
    try (MirrorEngine comparing = MirrorEngine.builder().rules(compared).build();
        CloseableHttpClient each = client(comparing)) {
      MirrorComparison comparison = comparing.comparisons().get(0);
      assertThat(through(each, PATIENCE).post("/orders", "one")).isEqualTo("POST /orders: one");

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
                .build();
        CloseableHttpClient each = client(faulty)) {
      for (int i = 0; i < 3; i++) {
        assertThat(through(each, PATIENCE).post("/orders", "one")).isEqualTo("POST /orders: one");
      }
      assertThat(faulty.awaitIdle(PATIENCE)).isTrue();
      assertThat(faulty.stats().total().selected()).isEqualTo(3);
    }
  }

  private static RouteRule to(URI mirror) {
    return RouteRule.builder("broken").destination("*").mirror(Mirror.to(mirror)).build();
  }
}

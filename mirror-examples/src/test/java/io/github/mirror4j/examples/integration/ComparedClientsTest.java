package io.github.mirror4j.examples.integration;

import static io.github.mirror4j.examples.integration.Servers.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.CheckResult;
import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.examples.integration.ComparedCalls.Building;
import io.github.mirror4j.examples.integration.ComparedCalls.Sending;
import io.github.mirror4j.http.MirrorComparison;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.StringMatch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Through each library of the page: callers get the same responses and exceptions while these are
 * compared, each pair is accounted for, and what differs in v2 is found; or the pairs are lost for
 * a reason that the page names. Servlets have {@link ServletFilterTest}.
 */
class ComparedClientsTest {

  private static final String ORDER = "{\"item\":\"one\"}";
  private static final List<String> PATHS = List.of("/orders", "/differs", "/fails", "/large");

  /** One call by a library, mirrored by the engine, or not where there is none. */
  @FunctionalInterface
  private interface Call {
    String post(@Nullable MirrorEngine engine, URI uri, String body) throws Exception;
  }

  /**
   * A library, and what stands before and behind the mirroring client.
   *
   * @param isCompared whether its responses are compared, or all pairs lost as FOREIGN_CLIENT
   */
  record Row(String name, boolean isCompared, Call call) {

    @Override
    public String toString() {
      return name + (isCompared ? "" : ", not compared");
    }
  }

  static Stream<Row> rows() {
    return Stream.of(
            Stream.of(WireClients.values()).flatMap(ComparedClientsTest::rowsOfClients),
            Stream.of(
                row(
                    "openapi-generator",
                    (api, uri, body) -> ComparedCalls.openApi(api, uri, "one")),
                row("LangChain4j", ComparedCalls::langChain4j),
                row("fabric8", ComparedCalls::fabric8),
                new Row("OkHttp", true, ComparedClientsTest::okHttp),
                new Row("Apache HttpClient", true, ComparedClientsTest::apache)))
        .flatMap(rows -> rows);
  }

  private static Stream<Row> rowsOfClients(WireClients clients) {
    Stream<Row> direct =
        Stream.of(
            row("HttpClient", Handler.in(clients), clients, ComparedCalls::jdk),
            row("HttpClient, async", Handler.in(clients), clients, ComparedCalls::jdkAsync),
            row("HttpClient", Handler.OWN, clients, ComparedCalls::ownHandler));
    if (clients.isInFront()) {
      return direct; // Other libraries have no other client in front of the mirroring one.
    }
    return Stream.concat(
        direct,
        Stream.of(
            row("RestClient", Handler.OWN, clients, ComparedCalls::restClient),
            row(
                "RestClient without compression",
                Handler.OF_THE_JDK,
                clients,
                ComparedCalls::restClientWithoutCompression),
            row("RestTemplate", Handler.OWN, clients, ComparedCalls::restTemplate),
            row("HTTP interface", Handler.OWN, clients, ComparedCalls::httpInterface),
            row("WebClient", Handler.OF_THE_JDK, clients, ComparedCalls::webClient),
            row("OpenFeign", Handler.OF_THE_JDK, clients, ComparedCalls::feign)));
  }

  /** Whose body handler the mirroring client gets. */
  private enum Handler {
    OF_THE_JDK,
    OWN;

    /** Methanol in front has one of its own. */
    static Handler in(WireClients clients) {
      return clients.name().startsWith("METHANOL") && clients.isInFront() ? OWN : OF_THE_JDK;
    }
  }

  private static Row row(String library, Handler handler, WireClients clients, Sending sending) {
    boolean isCompared = handler == Handler.OF_THE_JDK || !clients.isForeignInside();
    String name = "%s, %s, handler %s".formatted(library, clients, handler);
    return new Row(name, isCompared, through(clients, sending));
  }

  private static Call through(WireClients clients, Sending sending) {
    return (engine, uri, body) -> {
      try (HttpClient existing = WireClients.existing().build()) {
        return sending.post(clients.client(existing, engine), uri, body);
      }
    };
  }

  private static Row row(String library, Building building) {
    return new Row(library, true, (engine, uri, body) -> building.post(clients(engine), uri, body));
  }

  private static HttpClient.Builder clients(@Nullable MirrorEngine engine) {
    HttpClient.Builder clients = WireClients.existing();
    return engine == null ? clients : engine.wrap(clients);
  }

  private static String okHttp(@Nullable MirrorEngine engine, URI uri, String body)
      throws IOException {
    okhttp3.OkHttpClient.Builder client = new okhttp3.OkHttpClient.Builder();
    if (engine != null) {
      client.addInterceptor(new MirroringInterceptor(engine));
    }
    okhttp3.Request request =
        new okhttp3.Request.Builder()
            .url(uri.toString())
            .post(okhttp3.RequestBody.create(body, okhttp3.MediaType.get("application/json")))
            .build();
    try (okhttp3.Response response = client.build().newCall(request).execute()) {
      return response.code() + " " + response.body().string();
    }
  }

  private static String apache(@Nullable MirrorEngine engine, URI uri, String body)
      throws IOException {
    var builder = HttpClients.custom();
    if (engine != null) {
      builder.addExecInterceptorFirst("mirror4j", new MirroringExecHandler(engine));
    }
    HttpPost post = new HttpPost(uri);
    post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
    try (CloseableHttpClient client = builder.build()) {
      return client.execute(
          post, response -> response.getCode() + " " + EntityUtils.toString(response.getEntity()));
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void responsesAreComparedAndCallersSeeNothingOfIt(Row row) throws Exception {
    try (Recorder v1 = Recorder.start(respond("one"));
        Recorder v2 = Recorder.start(respond("two"));
        MirrorEngine engine = engine(v2)) {
      for (String path : PATHS) {
        URI uri = URI.create(v1.uri() + path);
        Result plain = result(() -> row.call().post(null, uri, ORDER));
        assertThat(result(() -> row.call().post(engine, uri, ORDER))).as(path).isEqualTo(plain);
      }

      PairCounts pairs = settled(engine);
      assertThat(pairs.selected()).isEqualTo(PATHS.size());
      if (row.isCompared()) {
        assertThat(pairs.lost()).isEqualTo(Map.of(LossReason.PRIMARY_TOO_LARGE, 1L));
        assertThat(content(engine))
            .extracting(CheckResult::n, CheckResult::b)
            .containsExactly(3L, 1L);
      } else {
        assertThat(pairs.lost()).isEqualTo(Map.of(LossReason.FOREIGN_CLIENT, pairs.selected()));
      }
    }
  }

  /** What the SDK reads as events is a stream; all else of a session is compared. */
  @Test
  void aSessionOfTheModelContextProtocolIsCompared() throws Exception {
    try (Recorder v1 = Recorder.start(McpServer::respond);
        Recorder v2 = Recorder.start(McpServer::respond);
        MirrorEngine engine = engine(v2)) {
      String plain = ComparedCalls.mcp(clients(null), v1.uri());

      assertThat(ComparedCalls.mcp(clients(engine), v1.uri())).isEqualTo(plain);

      PairCounts pairs = settled(engine);
      assertThat(pairs.lost()).isEqualTo(Map.of(LossReason.PRIMARY_STREAMED, 1L));
      assertThat(pairs.compared()).isGreaterThanOrEqualTo(3);
      assertThat(content(engine).b()).isZero();
    }
  }

  private static MirrorEngine engine(Recorder v2) {
    Comparison comparison =
        Comparison.withoutBaseline().methods("POST").warmUp(Duration.ZERO, 0).build();
    RouteRule rule =
        RouteRule.builder("compared")
            .destination("*")
            .match(Match.builder().method(StringMatch.exact("POST")).build())
            .mirror(Mirror.to(v2.uri()).name("v2").compare(comparison))
            .build();
    return MirrorEngine.builder().rules(rule).build();
  }

  private static PairCounts settled(MirrorEngine engine) throws InterruptedException {
    MirrorComparison comparison = engine.comparisons().get(0);
    assertThat(comparison.awaitIdle(PATIENCE)).as("idle: %s", comparison.pairs()).isTrue();
    assertThat(engine.stats().internalErrors()).isZero();
    PairCounts pairs = comparison.pairs();
    assertThat(pairs.pending()).isZero();
    assertThat(pairs.selected()).isEqualTo(pairs.compared() + pairs.allLost());
    return pairs;
  }

  private static CheckResult content(MirrorEngine engine) {
    return engine.comparisons().get(0).report().key().checks().stream()
        .filter(check -> check.endpoint() == null && check.check() == Check.CONTENT)
        .findFirst()
        .orElseThrow();
  }

  private static Result result(Callable<String> call) {
    return Result.of((target, body) -> call.call(), "", "");
  }

  /** The versions differ in one path alone. */
  private static Recorder.Responder respond(String item) {
    return (exchange, request) -> {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      switch (request.target().split("/", 3)[1]) {
        case "differs" -> Recorder.respond(exchange, 200, "{\"item\":\"" + item + "\"}");
        case "fails" -> Recorder.respond(exchange, 500, "{\"error\":\"broken\"}");
        case "large" ->
            Recorder.respond(exchange, 200, "{\"item\":\"" + "x".repeat(300_000) + "\"}");
        default -> Recorder.respond(exchange, 200, request.text());
      }
    };
  }
}

package io.github.mirror4j.http.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.RouteRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests with bodies, which are compared where the comparison names their method. */
class ComparedPostsTest {

  private static final MirrorId TO_V2 = new MirrorId("echo", "v2");

  private final AtomicInteger received = new AtomicInteger();
  private HttpServer v1;
  private HttpServer v2;

  @BeforeEach
  void start() throws Exception {
    v1 = echo();
    v2 = echo();
  }

  @AfterEach
  void stop() {
    v1.stop(0);
    v2.stop(0);
  }

  @Test
  void requestsThatDifferOnlyInTheirBodyVoteEach() throws Exception {
    ComparisonReport report = send(Comparison.withoutBaseline(), "a", "b", "c", "a");
    assertThat(report.pairs().compared()).isEqualTo(4);
    assertThat(report.key().distinct()).isEqualTo(3);
    assertThat(report.key().repeated()).isEqualTo(1);
  }

  @Test
  void theyAreNeverSentToTheOldVersionAgain() throws Exception {
    send(Comparison.withBaseline(100), "a", "b");
    assertThat(received).hasValue(4);
  }

  private ComparisonReport send(Comparison.Builder settings, String... bodies) throws Exception {
    Comparison comparison = settings.methods("POST").warmUp(Duration.ZERO, 0).build();
    RouteRule rule =
        RouteRule.builder("echo")
            .destination("localhost")
            .mirror(Mirror.to(uri(v2)).name("v2").compare(comparison))
            .build();
    try (HttpClient plain = HttpClient.newHttpClient();
        MirrorEngine engine = MirrorEngine.builder().rules(rule).build()) {
      HttpClient mirroring = engine.wrap(plain);
      for (String body : bodies) {
        HttpRequest request =
            HttpRequest.newBuilder(uri(v1)).POST(BodyPublishers.ofString(body)).build();
        assertThat(mirroring.send(request, BodyHandlers.ofString()).body()).isEqualTo(body);
        engine.awaitIdle(Duration.ofSeconds(10));
        engine.comparison(TO_V2).awaitIdle(Duration.ofSeconds(10));
      }
      return engine.comparison(TO_V2).report();
    }
  }

  private HttpServer echo() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          received.incrementAndGet();
          byte[] body = exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Content-Type", "text/plain");
          exchange.sendResponseHeaders(200, body.length);
          try (exchange) {
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    return server;
  }

  private static URI uri(HttpServer server) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
  }
}

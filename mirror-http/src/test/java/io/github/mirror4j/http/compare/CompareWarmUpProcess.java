package io.github.mirror4j.http.compare;

import io.github.mirror4j.http.MirrorComparison;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorTarget;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Compares responses of two versions once all is loaded, and says when that begins and ends. */
public final class CompareWarmUpProcess {

  static final String WARM = "all is loaded";
  static final String DONE = "all was compared";

  private static final int REQUESTS = 60;

  private CompareWarmUpProcess() {}

  public static void main(String[] arguments) throws Exception {
    try (RecordingServer v1 = server("1", "one");
        RecordingServer v2 = server("2", "two")) {
      Comparison comparison =
          Comparison.withBaselineAt(new MirrorTarget.ToUri(Fixtures.twinOf(v1.uri())), 100)
              .methods("GET", "POST")
              .buildHeader("X-Build")
              .ignore("$.ignored")
              .warmUp(Duration.ZERO, 0)
              .confirmAfter(Duration.ofMillis(100), Duration.ofMillis(101))
              .build();
      MirrorEngine engine =
          MirrorEngine.builder()
              .rules(Fixtures.copyAll(Mirror.to(v2.uri()).name("m").compare(comparison)))
              .maxBaselinesPerSecond(1_000_000)
              .build();
      MirroringHttpClient client = engine.wrap(Fixtures.plain());
      MirrorComparison compared = engine.comparisons().getFirst();
      System.out.println(FaultResources.await(() -> !isWarmingUp()) ? WARM : "it goes on");

      for (int i = 0; i < REQUESTS; i++) {
        URI uri = v1.uri(List.of("/orders/", "/text/", "/xml/").get(i % 3) + i + "?n=" + i);
        var got = client.send(Fixtures.get(uri), BodyHandlers.ofString());
        var posted = client.send(Fixtures.post(uri, "body"), BodyHandlers.ofString());
        if (got.statusCode() != posted.statusCode()) {
          System.out.println("unlike: " + got + ", " + posted);
        }
        engine.awaitIdle(Fixtures.PATIENCE);
      }
      boolean isIdle = compared.awaitIdle(Fixtures.PATIENCE);
      boolean isConfirmed = FaultResources.await(() -> v2.requests().size() > 2 * REQUESTS + 10);
      System.out.println(isIdle && isConfirmed ? DONE : "not compared: " + compared.pairs());
      System.out.println("errors: " + engine.stats().internalErrors());
      System.out.println("compared: " + compared.pairs().compared());
    }
    Runtime.getRuntime().halt(0);
  }

  private static boolean isWarmingUp() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("mirror4j-warm-up-"));
  }

  private static RecordingServer server(String build, String value) {
    AtomicInteger number = new AtomicInteger();
    return RecordingServer.responding(
        (exchange, request) -> {
          String kind = request.target().split("/")[1];
          String body =
              switch (kind) {
                case "xml" -> "<a><b>" + value + "</b></a>";
                case "text" -> value + "\nline";
                default ->
                    "{\"n\":%d,\"v\":\"%s\",\"l\":[1,2],\"ignored\":%d}"
                        .formatted(number.incrementAndGet(), value, number.get());
              };
          String type =
              switch (kind) {
                case "xml" -> "application/xml";
                case "text" -> "text/plain";
                default -> "application/json";
              };
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.getResponseHeaders().set("X-Build", build);
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
        });
  }
}

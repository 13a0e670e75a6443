package io.github.mirror4j.http.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The examples in the Javadoc and on the page TESTING.md; {@link SnippetsTest} executes them. */
final class Snippets {

  private Snippets() {}

  static void recording() throws Exception {
    // @start region="recording"
    try (RecordingMirror v1 = RecordingMirror.start().respond(201, "created");
        RecordingMirror v2 = RecordingMirror.start();
        MirroringHttpClient client =
            MirroringHttpClient.wrap(
                HttpClient.newHttpClient(),
                RouteRule.builder("orders-v2")
                    .destination("*")
                    .mirror(Mirror.to(v2.uri()).removeHeader("X-Tenant"))
                    .build())) {
      HttpRequest order =
          HttpRequest.newBuilder(v1.uri().resolve("/orders"))
              .header("X-Tenant", "blue")
              .POST(BodyPublishers.ofString("{\"id\":1}"))
              .build();
      assertThat(client.send(order, BodyHandlers.ofString()).body()).isEqualTo("created");

      RecordedCopy copy =
          v2.awaitRequest(r -> r.target().equals("/orders"), Duration.ofSeconds(10));
      assertThat(copy.method()).isEqualTo("POST");
      assertThat(copy.bodyAsString()).isEqualTo("{\"id\":1}");
      assertThat(copy.header("X-Mirror4J")).hasValue("orders-v2");
      assertThat(copy.header("X-Tenant")).isEmpty();
    }
    // @end
  }

  static void fault() throws Exception {
    // @start region="fault"
    for (Fault fault : Fault.values()) {
      try (RecordingMirror v1 = RecordingMirror.start();
          FaultMirror v2 = FaultMirror.of(fault);
          MirroringHttpClient client =
              MirroringHttpClient.wrap(
                  HttpClient.newHttpClient(),
                  RouteRule.builder("orders-v2")
                      .destination("*")
                      .mirror(Mirror.to(v2.uri()))
                      .build())) {
        HttpRequest request = HttpRequest.newBuilder(v1.uri()).build();
        for (int i = 0; i < 10; i++) {
          assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        }
      }
    }
    // @end
  }

  static void outcomes() throws Exception {
    // @start region="outcomes"
    RecordingListener listener = new RecordingListener();
    try (RecordingMirror v1 = RecordingMirror.start();
        FaultMirror v2 = FaultMirror.of(Fault.HANGS);
        MirroringHttpClient client =
            MirroringHttpClient.builder(HttpClient.newHttpClient())
                .rules(
                    RouteRule.builder("orders-v2")
                        .destination("*")
                        .mirror(Mirror.to(v2.uri()))
                        .build())
                .maxConcurrentCopies(1)
                .listener(listener)
                .build()) {
      HttpRequest request = HttpRequest.newBuilder(v1.uri()).build();
      client.send(request, BodyHandlers.discarding()); // its copy hangs
      client.send(request, BodyHandlers.discarding()); // its copy finds no place
      listener.awaitDrops(DropReason.LANE_FULL, 1, Duration.ofSeconds(10));

      v2.heal();
      listener.awaitOutcomes(1, Duration.ofSeconds(10)); // the copy that hung
      client.send(request, BodyHandlers.discarding());
      listener.awaitOutcome(
          ended -> ended.outcome().equals(new Outcome.Completed(200)), Duration.ofSeconds(10));
    }
    // @end
  }
}

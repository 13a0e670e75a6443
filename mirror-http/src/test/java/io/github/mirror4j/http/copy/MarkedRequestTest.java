package io.github.mirror4j.http.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** A copy is never mirrored again, however services call each other. */
class MarkedRequestTest {

  @Test
  void aMirrorThatMirrorsItselfDoesNotLoop() throws Exception {
    try (RecordingServer primary = RecordingServer.responding("ok");
        RecordingServer last = RecordingServer.responding("ok");
        MirroringHttpClient behind = Fixtures.mirroringTo(last.uri());
        RecordingServer mirror =
            RecordingServer.responding(
                (exchange, request) -> {
                  HttpRequest.Builder onward = HttpRequest.newBuilder(primary.uri("/onward"));
                  request
                      .headers()
                      .getOrDefault("x-mirror4j", java.util.List.of())
                      .forEach(value -> onward.header("X-Mirror4J", value));
                  int status =
                      behind
                          .sendAsync(onward.build(), BodyHandlers.discarding())
                          .thenApply(HttpResponse::statusCode)
                          .join();
                  exchange.sendResponseHeaders(status, -1);
                });
        MirroringHttpClient client = Fixtures.mirroringTo(mirror.uri())) {
      client.send(Fixtures.get(primary.uri("/first")), BodyHandlers.discarding());

      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
      assertThat(Fixtures.settled(behind).selected()).isZero();
      assertThat(behind.engine().stats().alreadyMirrored()).isEqualTo(1);
      assertThat(last.requests()).isEmpty();
      assertThat(primary.requests())
          .extracting(RecordingServer.Recorded::target)
          .containsExactlyInAnyOrder("/first", "/onward");
    }
  }

  @Test
  void aMarkedRequestIsStillRouted() throws Exception {
    Labels v1 = Labels.of("version", "v1");
    try (RecordingServer routed = RecordingServer.responding("routed");
        RecordingServer mirror = RecordingServer.responding("ok")) {
      RouteRule rule =
          RouteRule.builder("r")
              .destination("orders")
              .route(v1, 100)
              .mirror(Mirror.to(mirror.uri()))
              .build();
      ServiceRegistry registry =
          ServiceRegistry.builder().endpoint("orders", v1, routed.uri()).build();
      try (MirroringHttpClient client =
          MirroringHttpClient.builder(Fixtures.plain()).rules(rule).registry(registry).build()) {
        HttpRequest marked =
            HttpRequest.newBuilder(URI.create("http://orders/")).header("x-MIRROR4J", "").build();

        assertThat(client.send(marked, BodyHandlers.ofString()).body()).isEqualTo("routed");
        assertThat(Fixtures.settled(client).selected()).isZero();
        assertThat(client.engine().stats().alreadyMirrored()).isEqualTo(1);
      }
      assertThat(mirror.requests()).isEmpty();
    }
  }
}

package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.MirrorStats;
import io.github.mirror4j.rule.Mirror;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The examples in the Javadoc do what they say. */
class SnippetsTest {

  @Test
  void wrap() throws Exception {
    CountDownLatch copied = new CountDownLatch(1);
    try (RecordingServer v1 = RecordingServer.responding("v1");
        RecordingServer v2 =
            RecordingServer.responding(
                (exchange, request) -> {
                  exchange.sendResponseHeaders(200, -1);
                  copied.countDown();
                })) {
      Snippets.wrap(v1.uri(), v2.uri());

      Fixtures.await(copied);
      assertThat(v1.requests()).hasSize(1);
      assertThat(v2.requests()).hasSize(1).allMatch(r -> r.target().equals("/get"));
    }
  }

  @Test
  void engine() {
    try (HttpClient orders = HttpClient.newHttpClient();
        HttpClient stock = HttpClient.newHttpClient()) {
      Snippets.engine(orders, stock, URI.create("http://localhost:1"));
    }
  }

  @Test
  void copyTaskDecorator() throws Exception {
    try (RecordingServer v1 = RecordingServer.responding("v1");
        RecordingServer v2 = RecordingServer.responding("v2")) {
      MirroringHttpClient.Builder builder = Fixtures.mirroring(Mirror.to(v2.uri()));
      Snippets.copyTaskDecorator(builder);
      try (MirroringHttpClient client = builder.build()) {
        client.send(Fixtures.get(v1.uri()), BodyHandlers.discarding());
        assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
      }
    }
  }

  @Test
  void metrics() {
    MeterRegistry registry =
        Snippets.metrics(new FakeClient(), Fixtures.copyAll(URI.create("http://localhost:1")));
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void clientBuilder() throws Exception {
    MirrorStats stats = Snippets.clientBuilder(URI.create("http://localhost:1"));
    assertThat(stats.mirrors()).hasSize(1);
  }
}

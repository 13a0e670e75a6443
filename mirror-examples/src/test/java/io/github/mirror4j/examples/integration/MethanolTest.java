package io.github.mirror4j.examples.integration;

import static io.github.mirror4j.examples.integration.Servers.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mizosoft.methanol.Methanol;
import com.github.mizosoft.methanol.MutableRequest;
import io.github.mirror4j.examples.integration.Result.Calls;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.rule.RouteRule;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Methanol both ways round. */
class MethanolTest {

  private static Calls calls(Methanol methanol) {
    return (target, body) ->
        methanol
            .send(
                MutableRequest.POST(target, BodyPublishers.ofString(body)), BodyHandlers.ofString())
            .body();
  }

  /** The way to go: whatever Methanol does to a request, the copy gets it too. */
  @Nested
  class InFront extends HttpClientIntegration {

    private Methanol methanol;

    @Override
    Calls mirrored() {
      RouteRule rule = servers.rule;
      URI orders = servers.base();
      // @start region="methanol-in-front"
      MirroringHttpClient client = MirroringHttpClient.wrap(HttpClient.newHttpClient(), rule);
      Methanol methanol =
          Methanol.newBuilder(client).baseUri(orders).defaultHeader("X-Tenant", "blue").build();
      // @end
      this.client = client;
      this.methanol = methanol;
      return calls(methanol);
    }

    @Override
    Calls over(HttpClient client, Duration timeout) {
      return calls(
          Methanol.newBuilder(client).baseUri(servers.base()).requestTimeout(timeout).build());
    }

    @Test
    void aCopyCarriesWhatMethanolAdds() throws Exception {
      methanol.send(MutableRequest.GET("/orders"), BodyHandlers.ofString());

      assertThat(settled().completed(2)).isEqualTo(1);
      assertMirrored("GET /orders", "");
      assertThat(servers.mirror.requests().getFirst().header("X-Tenant")).containsExactly("blue");
    }

    @Test
    void aResponseIsStreamed() throws Exception {
      HttpResponse<InputStream> response =
          methanol.send(MutableRequest.GET("/stream"), BodyHandlers.ofInputStream());

      assertStreams(response.body());
      assertThat(settled().completed(2)).isEqualTo(1);
    }

    @Test
    void aCancelledCallIsAborted() throws Exception {
      CompletableFuture<HttpResponse<String>> response =
          methanol.sendAsync(MutableRequest.GET("/endless"), BodyHandlers.ofString());
      servers.awaitRequest();

      response.cancel(true);

      servers.awaitAbort();
      assertThat(settled().completed(2)).isEqualTo(1);
    }

    @Test
    void closingMethanolClosesTheMirroringClient() {
      methanol.close();

      assertThat(client.isTerminated()).isTrue();
      assertThat(client.delegate().isTerminated()).isTrue();
    }
  }

  /** What Methanol does is hidden from the rules, and its own requests' bodies cannot be read. */
  @Nested
  class Inside extends MirroringClientIntegration {

    @Override
    HttpClient newPlain() {
      return Methanol.newBuilder().build();
    }

    @Override
    Calls mirrored() {
      RouteRule rule = servers.rule;
      // @start region="methanol-inside"
      Methanol methanol = Methanol.newBuilder().defaultHeader("X-Tenant", "blue").build();
      MirroringHttpClient client = MirroringHttpClient.wrap(methanol, rule);
      // @end
      this.client = client;
      return mirrored(PATIENCE);
    }

    @Override
    Calls over(HttpClient client, Duration timeout) {
      return through(client, timeout);
    }

    @Test
    void aCopyDoesNotCarryWhatMethanolAdds() throws Exception {
      mirrored(PATIENCE).post("/orders", "one");

      assertThat(settled().completed(2)).isEqualTo(1);
      assertThat(servers.primary.requests().getFirst().header("X-Tenant")).containsExactly("blue");
      assertThat(servers.mirror.requests().getFirst().header("X-Tenant")).isEmpty();
    }

    @Test
    void theBodyOfMethanolsOwnRequestIsNotMirrored() throws Exception {
      String response =
          client
              .send(
                  MutableRequest.POST(servers.uri("/orders"), BodyPublishers.ofString("one")),
                  BodyHandlers.ofString())
              .body();

      assertThat(response).isEqualTo("POST /orders: one");
      assertThat(settled().dropped(DropReason.NOT_REBUILDABLE)).isEqualTo(1);
      assertThat(servers.mirror.requests()).isEmpty();
    }

    @Test
    void withoutBodyItIsMirrored() throws Exception {
      client.send(MutableRequest.GET(servers.uri("/orders")), BodyHandlers.ofString());

      assertThat(settled().completed(2)).isEqualTo(1);
      assertMirrored("GET /orders", "");
    }

    @Test
    void closingTheMirroringClientClosesMethanolsClient() {
      client.close();

      assertThat(((Methanol) client.delegate()).underlyingClient().isTerminated()).isTrue();
    }
  }
}

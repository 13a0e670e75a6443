package io.github.mirror4j.examples.integration;

import static io.github.mirror4j.examples.integration.Servers.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.github.mirror4j.examples.integration.Result.Calls;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.rule.RouteRule;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The JDK HTTP client of the Kubernetes client of fabric8, with its WebSockets. */
class KubernetesTest extends ClientBuilderIntegration {

  // @start region="kubernetes"
  static final class MirroringFactory extends JdkHttpClientFactory {

    private final MirrorEngine engine;

    MirroringFactory(MirrorEngine engine) {
      this.engine = engine;
    }

    @Override
    protected java.net.http.HttpClient.Builder createNewHttpClientBuilder() {
      return engine.wrap(super.createNewHttpClientBuilder());
    }
  }

  // @end

  private HttpClient http;

  @Override
  Calls mirrored() {
    RouteRule rule = servers.rule;
    engine = MirrorEngine.builder().rules(rule).build();
    http = client(new MirroringFactory(engine));
    return calls(http, PATIENCE);
  }

  @Override
  Calls over(java.net.http.HttpClient.Builder clients, Duration timeout) {
    JdkHttpClientFactory factory =
        new JdkHttpClientFactory() {
          @Override
          protected java.net.http.HttpClient.Builder createNewHttpClientBuilder() {
            return clients;
          }
        };
    return calls(client(factory), timeout);
  }

  /** Each of the retries would be a primary of its own, and be mirrored. */
  private static HttpClient client(HttpClient.Factory factory) {
    Config withoutRetries = Config.empty();
    withoutRetries.setRequestRetryBackoffLimit(0);
    return factory.newBuilder(withoutRetries).build();
  }

  private Calls calls(HttpClient http, Duration timeout) {
    return (target, body) ->
        http.sendAsync(
                http.newHttpRequestBuilder()
                    .uri(servers.uri(target))
                    .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .post("text/plain; charset=utf-8", body)
                    .build(),
                String.class)
            .get()
            .body();
  }

  @AfterEach
  void closeHttp() {
    http.close();
  }

  @Test
  void aResponseIsStreamed() throws Exception {
    StringBuffer received = new StringBuffer();
    AsyncBody.Consumer<List<ByteBuffer>> consumer =
        (buffers, body) -> {
          buffers.forEach(buffer -> received.append(StandardCharsets.UTF_8.decode(buffer)));
          servers.sendSecondHalf();
          body.consume();
        };

    HttpResponse<AsyncBody> response =
        http.consumeBytes(
                http.newHttpRequestBuilder().uri(servers.uri("/stream")).build(), consumer)
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    response.body().consume();
    response.body().done().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

    assertThat(received).hasToString("first\nsecond\n");
    assertThat(settled().completed(2)).isEqualTo(1);
    assertMirrored("GET /stream", "");
  }

  @Test
  void webSocketsWorkAndAreNotMirrored() throws Exception {
    CompletableFuture<String> received = new CompletableFuture<>();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public void onMessage(WebSocket socket, String text) {
            received.complete(text);
          }

          @Override
          public void onError(WebSocket socket, Throwable failure) {
            received.completeExceptionally(failure);
          }
        };
    try (WebSocketServer server = WebSocketServer.sending("hello")) {
      http.newWebSocketBuilder().uri(server.uri()).buildAsync(listener);

      assertThat(received.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("hello");
    }
    assertThat(settled().selected()).isZero();
  }
}

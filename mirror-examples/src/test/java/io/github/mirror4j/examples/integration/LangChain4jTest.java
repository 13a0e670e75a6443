package io.github.mirror4j.examples.integration;

import static io.github.mirror4j.examples.integration.Servers.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import io.github.mirror4j.examples.integration.Result.Calls;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.WrappedHttpClientBuilder;
import io.github.mirror4j.rule.RouteRule;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The JDK HTTP client of LangChain4j, which a model takes as {@code httpClientBuilder(..)}. */
class LangChain4jTest extends ClientBuilderIntegration {

  private JdkHttpClientBuilder http;

  @Override
  Calls mirrored() {
    RouteRule rule = servers.rule;
    // @start region="langchain4j"
    WrappedHttpClientBuilder clients = MirroringHttpClient.wrap(HttpClient.newBuilder(), rule);
    JdkHttpClientBuilder http = JdkHttpClient.builder().httpClientBuilder(clients);
    // @end
    engine = clients.engine();
    this.http = http;
    return calls(http.build());
  }

  @Override
  Calls over(HttpClient.Builder clients, Duration timeout) {
    return calls(JdkHttpClient.builder().httpClientBuilder(clients).readTimeout(timeout).build());
  }

  private Calls calls(JdkHttpClient client) {
    return (target, body) -> client.execute(request(HttpMethod.POST, target, body)).body();
  }

  private HttpRequest request(HttpMethod method, String target, String body) {
    return HttpRequest.builder()
        .method(method)
        .url(servers.uri(target).toString())
        .body(body)
        .build();
  }

  @Test
  void aStreamOfEventsIsMirroredAsItIsRead() throws Exception {
    Events events = new Events();

    http.build().execute(request(HttpMethod.POST, "/events", "one"), events);

    assertThat(events.all.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .containsExactly("first", "second");
    assertThat(settled().completed(2)).isEqualTo(1);
    assertMirrored("POST /events", "one");
  }

  @Test
  void aCancelledStreamIsAborted() throws Exception {
    ServerSentEventListener once =
        new ServerSentEventListener() {
          @Override
          public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
            context.parsingHandle().cancel();
          }

          @Override
          public void onError(Throwable failure) {}
        };

    http.build().execute(request(HttpMethod.POST, "/endless", "one"), once);

    servers.awaitAbort();
    assertThat(settled().completed(2)).isEqualTo(1);
  }

  private final class Events implements ServerSentEventListener {

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final CompletableFuture<List<String>> all = new CompletableFuture<>();

    @Override
    public void onEvent(ServerSentEvent event) {
      received.add(event.data());
      servers.sendSecondHalf();
    }

    @Override
    public void onError(Throwable failure) {
      all.completeExceptionally(failure);
    }

    @Override
    public void onClose() {
      all.complete(received);
    }
  }
}

package io.github.mirror4j.examples.integration;

import static io.github.mirror4j.examples.integration.Servers.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.examples.integration.Result.Calls;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Spring's {@code RestClient} over a mirroring client. */
class RestClientTest extends HttpClientIntegration {

  private RestClient rest;

  @Override
  Calls mirrored() {
    RouteRule rule = servers.rule;
    URI orders = servers.base();
    // @start region="rest-client"
    MirroringHttpClient client = MirroringHttpClient.wrap(HttpClient.newHttpClient(), rule);
    RestClient rest =
        RestClient.builder()
            .baseUrl(orders)
            .requestFactory(new JdkClientHttpRequestFactory(client))
            .build();
    // @end
    this.client = client;
    this.rest = rest;
    return calls(rest);
  }

  @Override
  Calls over(HttpClient client, Duration timeout) {
    JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
    requests.setReadTimeout(timeout);
    return calls(RestClient.builder().baseUrl(servers.base()).requestFactory(requests).build());
  }

  private static Calls calls(RestClient rest) {
    return (target, body) ->
        rest.post().uri(URI.create(target)).body(body).retrieve().body(String.class);
  }

  @Test
  void anAnswerIsStreamed() throws Exception {
    rest.get()
        .uri("/stream")
        .exchange(
            (request, response) -> {
              assertStreams(response.getBody());
              return "read";
            });

    assertThat(settled().completed(2)).isEqualTo(1);
    assertMirrored("GET /stream", "");
  }

  /** Spring cancels the exchange when its caller is interrupted. */
  @Test
  void anInterruptedCallIsAborted() throws Exception {
    CompletableFuture<Result> result = new CompletableFuture<>();
    Thread caller =
        Thread.ofVirtual().start(() -> result.complete(Result.of(calls(rest), "/endless", "one")));
    servers.awaitRequest();

    caller.interrupt();

    assertThat(result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).isAnswer()).isFalse();
    servers.awaitAbort();
    settled();
  }
}

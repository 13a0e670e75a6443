package io.github.mirror4j.examples.integration;

import static io.github.mirror4j.examples.integration.Servers.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.examples.integration.Result.Calls;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
  void aResponseIsStreamed() throws Exception {
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

  /**
   * An interrupt at the very moment at which the response's head comes would find a future that is
   * done, and a response that nobody closes; with Spring on the plain client, too.
   */
  @Test
  void aResponseIsGivenUpWhenItsReaderIsInterrupted() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CompletableFuture<Result> result = new CompletableFuture<>();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () ->
                    result.complete(
                        Result.of(
                            (target, body) -> readAll(target, body, reading), "/endless", "one")));
    assertThat(reading.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

    caller.interrupt();

    assertThat(result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).isResponse()).isFalse();
    servers.awaitAbort();
    settled();
  }

  private String readAll(String target, String body, CountDownLatch reading) {
    return rest.post()
        .uri(target)
        .body(body)
        .exchange(
            (request, response) -> {
              assertThat(response.getBody().read()).isPositive();
              reading.countDown();
              return new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
            });
  }
}

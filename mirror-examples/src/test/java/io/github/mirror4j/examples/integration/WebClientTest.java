package io.github.mirror4j.examples.integration;

import static io.github.mirror4j.examples.integration.Servers.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.examples.integration.Result.Calls;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.rule.RouteRule;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Spring's {@code WebClient} over a mirroring client. */
class WebClientTest extends HttpClientIntegration {

  private WebClient web;

  @Override
  Calls mirrored() {
    RouteRule rule = servers.rule;
    // @start region="web-client"
    MirroringHttpClient client = MirroringHttpClient.wrap(HttpClient.newHttpClient(), rule);
    WebClient web = WebClient.builder().clientConnector(new JdkClientHttpConnector(client)).build();
    // @end
    this.client = client;
    this.web = web;
    return calls(web);
  }

  @Override
  Calls over(HttpClient client, Duration timeout) {
    JdkClientHttpConnector connector = new JdkClientHttpConnector(client);
    connector.setReadTimeout(timeout);
    return calls(WebClient.builder().clientConnector(connector).build());
  }

  private Calls calls(WebClient web) {
    WebClient roomy =
        web.mutate().codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(1 << 20)).build();
    return (target, body) ->
        roomy
            .post()
            .uri(servers.uri(target))
            .bodyValue(body)
            .retrieve()
            .bodyToMono(String.class)
            .block();
  }

  @Test
  void aStreamedRequestIsMirrored() throws Exception {
    String response =
        web.post()
            .uri(servers.uri("/orders"))
            .body(Flux.just("one", "two", "three"), String.class)
            .retrieve()
            .bodyToMono(String.class)
            .block();

    assertThat(response).isEqualTo("POST /orders: onetwothree");
    assertThat(settled().completed(2)).isEqualTo(1);
    assertMirrored("POST /orders", "onetwothree");
  }

  @Test
  void aResponseIsStreamed() throws Exception {
    List<String> events =
        web.get()
            .uri(servers.uri("/events"))
            .retrieve()
            .bodyToFlux(String.class)
            .doOnNext(event -> servers.sendSecondHalf())
            .collectList()
            .block(PATIENCE);

    assertThat(events).containsExactly("first", "second");
    assertThat(settled().completed(2)).isEqualTo(1);
    assertMirrored("GET /events", "");
  }

  /** Only a client without an exchange in flight terminates. */
  @Test
  void aCancelledCallIsAborted() throws Exception {
    Consumer<Throwable> ignored = e -> {};
    Disposable call =
        web.get()
            .uri(servers.uri("/hang"))
            .retrieve()
            .bodyToMono(String.class)
            .contextWrite(context -> context.put("reactor.onErrorDropped.local", ignored))
            .subscribe();
    servers.awaitRequest();

    call.dispose();

    client.shutdown();
    assertThat(client.awaitTermination(PATIENCE)).isTrue();
  }
}

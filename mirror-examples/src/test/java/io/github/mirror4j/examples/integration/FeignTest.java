package io.github.mirror4j.examples.integration;

import static io.github.mirror4j.examples.integration.Servers.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feign.AsyncFeign;
import feign.DefaultRetryer;
import feign.Feign;
import feign.Request;
import feign.RequestLine;
import feign.Response;
import feign.Retryer;
import feign.http2client.Http2Client;
import io.github.mirror4j.examples.integration.Result.Calls;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Feign over a mirroring client: how its own {@code Http2Client} leaves that out, and how it does
 * not.
 */
class FeignTest extends HttpClientIntegration {

  interface Orders {

    @RequestLine("POST")
    String post(URI uri, String body);

    @RequestLine("GET /orders")
    String get();

    @RequestLine("GET /orders")
    String get(Request.Options options);

    @RequestLine("GET /moved")
    Response moved();

    @RequestLine("GET /stream")
    Response stream();
  }

  interface AsyncOrders {

    @RequestLine("POST /orders")
    CompletableFuture<String> post(String body);
  }

  private Orders orders;

  @Override
  Calls mirrored() {
    RouteRule rule = servers.rule;
    // @start region="feign"
    HttpClient existing = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    MirroringHttpClient client = MirroringHttpClient.wrap(existing, rule);
    Feign.Builder feign = Feign.builder().client(new FeignOverHttpClient(client));
    // @end
    this.client = client;
    orders = orders(feign);
    return calls(orders);
  }

  @Override
  HttpClient newPlain() {
    return HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  }

  @Override
  Calls over(HttpClient client, Duration timeout) {
    Request.Options options = new Request.Options(PATIENCE, timeout, true);
    return calls(orders(Feign.builder().client(new FeignOverHttpClient(client)).options(options)));
  }

  private Calls calls(Orders orders) {
    return (target, body) -> orders.post(servers.uri(target), body);
  }

  private Orders orders(Feign.Builder feign) {
    return feign.retryer(Retryer.NEVER_RETRY).target(Orders.class, servers.base().toString());
  }

  @Test
  void http2ClientLeavesOutAClientWithoutConnectTimeout() throws Exception {
    assertThatHttp2ClientSendsThrough(HttpClient.newHttpClient(), false);
  }

  @Test
  void http2ClientLeavesOutAClientWithAnotherConnectTimeout() throws Exception {
    assertThatHttp2ClientSendsThrough(
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(9))
            .followRedirects(Redirect.ALWAYS)
            .build(),
        false);
  }

  @Test
  void http2ClientLeavesOutAClientThatDoesNotFollowAllRedirects() throws Exception {
    assertThatHttp2ClientSendsThrough(
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(Redirect.NORMAL)
            .build(),
        false);
  }

  @Test
  void http2ClientUsesAClientThatIsJustAsItsOptionsSay() throws Exception {
    assertThatHttp2ClientSendsThrough(
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(Redirect.ALWAYS)
            .build(),
        true);
  }

  private void assertThatHttp2ClientSendsThrough(HttpClient existing, boolean expected)
      throws Exception {
    try (MirroringHttpClient mirroring = MirroringHttpClient.wrap(existing, servers.rule)) {
      assertThat(orders(Feign.builder().client(new Http2Client(mirroring))).get())
          .isEqualTo("GET /orders: ");

      assertThat(mirroring.engine().awaitIdle(PATIENCE)).isTrue();
      assertThat(mirroring.engine().stats().total().selected()).isEqualTo(expected ? 1 : 0);
    }
  }

  @Test
  void optionsOfOneCallDoNotLeaveItOutEither() throws Exception {
    assertThat(orders.get(new Request.Options(Duration.ofSeconds(3), PATIENCE, true)))
        .isEqualTo("GET /orders: ");

    assertThat(settled().completed(2)).isEqualTo(1);
  }

  @Test
  void redirectsAreTheClientsAndNotFeigns() throws Exception {
    try (Response response = orders.moved()) {
      assertThat(response.status()).isEqualTo(302);
    }

    assertThat(settled().completed(2)).isEqualTo(1);
    assertMirrored("GET /moved", "");
  }

  @Test
  void anAsynchronousCallIsMirrored() throws Exception {
    AsyncOrders async =
        AsyncFeign.builder()
            .client(new FeignOverHttpClient(client))
            .target(AsyncOrders.class, servers.base().toString());

    assertThat(async.post("one").get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isEqualTo("POST /orders: one");

    assertThat(settled().completed(2)).isEqualTo(1);
    assertMirrored("POST /orders", "one");
  }

  @Test
  void aResponseIsStreamed() throws Exception {
    try (Response response = orders.stream()) {
      assertStreams(response.body().asInputStream());
    }

    assertThat(settled().completed(2)).isEqualTo(1);
    assertMirrored("GET /stream", "");
  }

  @Test
  void everyRetryIsAPrimaryOfItsOwn() throws Exception {
    Orders retrying =
        Feign.builder()
            .client(new FeignOverHttpClient(client))
            .retryer(new DefaultRetryer(1, 1, 3))
            .target(Orders.class, servers.base().toString());
    servers.primary.close();

    assertThat(Result.of(calls(retrying), "/orders", "one").isResponse()).isFalse();

    assertThat(settled().selected()).isEqualTo(3);
  }

  @Test
  void aClientWithoutConnectTimeoutIsRefused() {
    try (HttpClient plain = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> new FeignOverHttpClient(plain))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("client.connectTimeout: none (expected: 0 to 2147483647 ms; ");
    }
  }

  @Test
  void aConnectTimeoutThatFeignCannotSayIsRefused() {
    try (HttpClient plain = HttpClient.newBuilder().connectTimeout(Duration.ofDays(25)).build()) {
      assertThatThrownBy(() -> new FeignOverHttpClient(plain))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("client.connectTimeout: 2160000000 ms (expected: ");
    }
  }
}

package io.github.mirror4j.examples.integration;

import static io.github.mirror4j.examples.integration.Servers.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.examples.integration.Result.Calls;
import io.github.mirror4j.examples.integration.orders.ApiClient;
import io.github.mirror4j.examples.integration.orders.Order;
import io.github.mirror4j.examples.integration.orders.OrdersApi;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.WrappedHttpClientBuilder;
import io.github.mirror4j.rule.RouteRule;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client as openapi-generator makes it: {@code -g java --library native}. */
class OpenApiTest {

  private static final String BODY = "{\"item\":\"one\"}";

  private final Servers servers = new Servers();
  private ApiClient api;
  private MirrorEngine engine;

  @BeforeEach
  void setUp() {
    RouteRule rule = servers.rule;
    // @start region="openapi-generator"
    WrappedHttpClientBuilder clients = MirroringHttpClient.wrap(HttpClient.newBuilder(), rule);
    ApiClient api = new ApiClient().setHttpClientBuilder(clients);
    // @end
    this.api = api;
    engine = clients.engine();
  }

  @AfterEach
  void tearDown() {
    servers.close();
    engine.close();
  }

  /** The path before the generated one says how the primary responds. */
  private Calls calls(ApiClient api) {
    return (target, item) -> {
      api.updateBaseUri(servers.uri(target).toString());
      return new OrdersApi(api).place(new Order().item(item)).getItem();
    };
  }

  private void assertAsEver(String target) {
    Result expected =
        Result.of(calls(new ApiClient().setReadTimeout(api.getReadTimeout())), target, "one");
    assertThat(expected.isResponse()).isFalse();

    assertThat(Result.of(calls(api), target, "one")).isEqualTo(expected);
  }

  @Test
  void aCallIsMirrored() throws Exception {
    assertThat(calls(api).post("/json", "one")).isEqualTo("one");

    assertThat(engine.awaitIdle(PATIENCE)).isTrue();
    assertThat(servers.mirror.requests())
        .singleElement()
        .satisfies(copy -> assertThat(copy.line()).isEqualTo("POST /json/orders"))
        .satisfies(copy -> assertThat(copy.text()).isEqualTo(BODY))
        .satisfies(
            copy -> assertThat(copy.header("Content-Type")).containsExactly("application/json"));
  }

  @Test
  void everyApiHasAClientOfItsOwnAndAllShareOneEngine() throws Exception {
    api.updateBaseUri(servers.uri("/json").toString());

    new OrdersApi(api).place(new Order().item("one"));
    new OrdersApi(api).place(new Order().item("two"));

    assertThat(engine.awaitIdle(PATIENCE)).isTrue();
    assertThat(engine.stats().total().completed(2)).isEqualTo(2);
  }

  @Test
  void aConnectTimeoutThatIsSetLaterReachesTheBuilder() {
    api.setConnectTimeout(Duration.ofSeconds(3));

    assertThat(api.getHttpClient())
        .isInstanceOf(MirroringHttpClient.class)
        .satisfies(client -> assertThat(client.connectTimeout()).hasValue(Duration.ofSeconds(3)));
  }

  @Test
  void aMirrorThatIsDownIsNotSeen() throws Exception {
    servers.mirror.close();

    assertThat(calls(api).post("/json", "one")).isEqualTo("one");

    assertThat(engine.awaitIdle(PATIENCE)).isTrue();
    assertThat(engine.stats().total().failedInTotal()).isEqualTo(1);
  }

  @Test
  void anErrorResponseIsSeenAsEver() throws Exception {
    assertAsEver("/status/500");

    assertThat(engine.awaitIdle(PATIENCE)).isTrue();
    assertThat(servers.mirror.requests())
        .singleElement()
        .satisfies(copy -> assertThat(copy.line()).isEqualTo("POST /status/500/orders"));
  }

  @Test
  void aRefusedConnectionIsSeenAsEver() {
    servers.primary.close();

    assertAsEver("/json");
  }

  @Test
  void aTimeoutIsSeenAsEver() {
    api.setReadTimeout(Duration.ofMillis(300));

    assertAsEver("/hang");
  }
}

package io.github.mirror4j.http.rules;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rule of the 2018 post: everything to v1, a copy of everything to v2. */
class PostRuleTest {

  @RegisterExtension static final WireMockExtension V1 = server();
  @RegisterExtension static final WireMockExtension V2 = server();

  private final RouteRule rule =
      RouteRule.builder("mirror-traffic-to-httpbin-v2")
          .destination("httpbin")
          .precedence(11)
          .route(Labels.of("version", "v1"), 100)
          .route(Labels.of("version", "v2"), 0)
          .mirror(Mirror.to("httpbin", Labels.of("version", "v2")).percentage(100))
          .build();

  private final ServiceRegistry registry =
      ServiceRegistry.builder()
          .endpoint("httpbin", Labels.of("version", "v1"), URI.create(V1.baseUrl()))
          .endpoint("httpbin", Labels.of("version", "v2"), URI.create(V2.baseUrl()))
          .build();

  @BeforeEach
  void respond() {
    V1.stubFor(any(anyUrl()).willReturn(ok("v1")));
    V2.stubFor(any(anyUrl()).willReturn(ok("v2")));
  }

  @Test
  void theCallerGetsTheResponseOfV1AndV2GetsACopy() throws Exception {
    try (MirroringHttpClient client = client()) {
      HttpResponse<String> response =
          client.send(get("http://httpbin/get?q=a%2Fb"), BodyHandlers.ofString());

      assertThat(response.body()).isEqualTo("v1");
      assertThat(client.engine().awaitIdle(Duration.ofSeconds(10))).isTrue();
      assertThat(client.engine().stats().total().completed()).containsEntry(2, 1L);
    }
    V1.verify(1, getRequestedFor(urlEqualTo("/get?q=a%2Fb")));
    V2.verify(
        1,
        getRequestedFor(urlEqualTo("/get?q=a%2Fb"))
            .withHeader("X-Mirror4J", equalTo("mirror-traffic-to-httpbin-v2"))
            .withHeader("X-Forwarded-Host", equalTo("httpbin")));
  }

  @Test
  void aBodyArrivesAtBoth() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(URI.create("http://httpbin/post"))
            .POST(BodyPublishers.ofString("hello"))
            .build();
    try (MirroringHttpClient client = client()) {
      client.sendAsync(post, BodyHandlers.ofString()).join();

      assertThat(client.engine().awaitIdle(Duration.ofSeconds(10))).isTrue();
      assertThat(client.engine().stats().bufferedBytes()).isZero();
    }
    V1.verify(1, postRequestedFor(urlEqualTo("/post")).withRequestBody(equalTo("hello")));
    V2.verify(1, postRequestedFor(urlEqualTo("/post")).withRequestBody(equalTo("hello")));
  }

  private MirroringHttpClient client() {
    return MirroringHttpClient.builder(HttpClient.newHttpClient())
        .rules(rule)
        .registry(registry)
        .build();
  }

  private static HttpRequest get(String uri) {
    return HttpRequest.newBuilder(URI.create(uri)).build();
  }

  private static WireMockExtension server() {
    return WireMockExtension.newInstance()
        .options(WireMockConfiguration.options().dynamicPort().http2PlainDisabled(true))
        .build();
  }
}

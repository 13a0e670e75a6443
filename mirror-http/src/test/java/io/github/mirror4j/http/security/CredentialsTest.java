package io.github.mirror4j.http.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.WireServer;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Credentials;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials stay inside the service they were meant for, unless the rule says otherwise. */
class CredentialsTest {

  private final WireServer mirror;

  CredentialsTest() throws Exception {
    mirror = WireServer.start();
  }

  @AfterEach
  void close() throws Exception {
    mirror.close();
  }

  @ParameterizedTest
  @CsvSource({
    // primary, destination, mirror, policy, kept
    "http, orders, same, SAME_SERVICE, true",
    "http, orders, other, SAME_SERVICE, false",
    "http, orders, uri, SAME_SERVICE, false",
    "http, *, same, SAME_SERVICE, false",
    "https, orders, same, SAME_SERVICE, false",
    "https, orders, other, SAME_SERVICE, false",
    "http, orders, same, KEEP, true",
    "http, orders, other, KEEP, true",
    "http, orders, uri, KEEP, true",
    "https, orders, same, KEEP, true",
    "https, orders, uri, KEEP, true",
    "http, orders, same, STRIP, false",
    "http, orders, uri, STRIP, false",
    "https, orders, same, STRIP, false",
  })
  void areKeptOrNot(String scheme, String destination, String to, Credentials policy, boolean kept)
      throws Exception {
    WireServer.Head copy = copyOf(scheme, destination, to, policy, builder -> builder);

    List<String> authorization = kept ? List.of("Bearer secret") : List.of();
    assertThat(copy.values("authorization")).isEqualTo(authorization);
    assertThat(copy.values("cookie")).isEqualTo(kept ? List.of("session=1") : List.of());
    assertThat(copy.values("x-api-key")).isEqualTo(kept ? List.of("key") : List.of());
    assertThat(copy.values("x-tenant")).containsExactly("blue");
    assertThat(copy.values("proxy-authorization")).isEmpty();
  }

  @Test
  void aMirrorAtTheDestinationsOwnHostIsTheSameService() throws Exception {
    Credentials policy = Credentials.SAME_SERVICE;
    WireServer.Head copy = copyOf("http", "127.0.0.1", "uri", policy, builder -> builder);

    assertThat(copy.values("authorization")).containsExactly("Bearer secret");
  }

  @Test
  void whatCountsAsCredentialsIsASetting() throws Exception {
    WireServer.Head copy =
        copyOf(
            "http",
            "orders",
            "other",
            Credentials.SAME_SERVICE,
            builder -> builder.credentialHeaders("X-API-Key"));

    assertThat(copy.values("x-api-key")).isEmpty();
    assertThat(copy.values("authorization")).containsExactly("Bearer secret");
    assertThat(copy.values("proxy-authorization")).isEmpty();
  }

  @Test
  void whatCountsBesideTheDefaultsIsASetting() throws Exception {
    WireServer.Head copy =
        copyOf(
            "http",
            "orders",
            "other",
            Credentials.SAME_SERVICE,
            builder -> builder.additionalCredentialHeaders("x-ten*"));

    assertThat(copy.values("x-tenant")).isEmpty();
    assertThat(copy.values("x-api-key")).isEmpty();
    assertThat(copy.values("authorization")).isEmpty();
  }

  @Test
  void withoutCredentialHeadersNothingButTheProxysIsStripped() throws Exception {
    WireServer.Head copy =
        copyOf(
            "http", "orders", "other", Credentials.STRIP, builder -> builder.credentialHeaders());

    assertThat(copy.values("authorization")).containsExactly("Bearer secret");
    assertThat(copy.values("proxy-authorization")).isEmpty();
  }

  private WireServer.Head copyOf(
      String scheme,
      String destination,
      String to,
      Credentials policy,
      UnaryOperator<MirroringHttpClient.Builder> settings)
      throws Exception {
    Labels v2 = Labels.of("version", "v2");
    Mirror target =
        switch (to) {
          case "same" -> Mirror.to("orders", v2);
          case "other" -> Mirror.to("shadow");
          default -> Mirror.to(mirror.uri());
        };
    RouteRule rule =
        RouteRule.builder("r").destination(destination).mirror(target.credentials(policy)).build();
    ServiceRegistry registry =
        ServiceRegistry.builder()
            .endpoint("orders", v2, mirror.uri())
            .endpoint("shadow", mirror.uri())
            .build();
    MirroringHttpClient.Builder builder =
        MirroringHttpClient.builder(new FakeClient()).rules(rule).registry(registry);
    try (MirroringHttpClient client = settings.apply(builder).build()) {
      String host = destination.equals("*") ? "orders" : destination;
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(scheme + "://" + host + "/"))
              .header("Authorization", "Bearer secret")
              .header("Cookie", "session=1")
              .header("Proxy-Authorization", "Basic secret")
              .header("X-API-Key", "key")
              .header("X-Tenant", "blue")
              .build();
      client.send(request, BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    }
    return mirror.onlyHead();
  }
}

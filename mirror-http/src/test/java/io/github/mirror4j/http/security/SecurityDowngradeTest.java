package io.github.mirror4j.http.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.fixture.SecurityAnyClient;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Credentials;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials that travel over TLS with the primary do not travel in the clear with its copy. */
class SecurityDowngradeTest {

  private final RecordingServer mirror = RecordingServer.responding("copy");

  @AfterEach
  void close() {
    mirror.close();
  }

  /** The mirror is another version of the same service, behind plain http. */
  @ParameterizedTest
  @CsvSource({
    "https, https, SAME_SERVICE, false",
    "https, http, SAME_SERVICE, false",
    "http, https, SAME_SERVICE, false",
    "http, http, SAME_SERVICE, true",
    "https, https, KEEP, true",
    "http, http, STRIP, false",
  })
  void aPrimaryOverTls(String caller, String route, Credentials credentials, boolean sent)
      throws Exception {
    Labels v1 = Labels.of("version", "v1");
    Labels v2 = Labels.of("version", "v2");
    RouteRule rule =
        RouteRule.builder("r")
            .destination("orders")
            .route(v1, 100)
            .mirror(Mirror.to("orders", v2).credentials(credentials))
            .build();
    ServiceRegistry registry =
        ServiceRegistry.builder()
            .endpoint("orders", v1, URI.create(route + "://v1.example"))
            .endpoint("orders", v2, mirror.uri())
            .build();
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(new SecurityAnyClient())
            .rules(rule)
            .registry(registry)
            .build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(caller + "://orders/a"))
              .header("Authorization", "Bearer secret")
              .header("Cookie", "session=secret")
              .build();
      client.send(request, BodyHandlers.discarding());
      assertThat(client.engine().awaitIdle(Duration.ofSeconds(20))).isTrue();
    }
    assertThat(mirror.requests()).hasSize(1);
    assertThat(mirror.requests().get(0).headers().containsKey("Authorization")).isEqualTo(sent);
    assertThat(mirror.requests().get(0).headers().containsKey("Cookie")).isEqualTo(sent);
  }
}

package io.github.mirror4j.http.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.WireServer;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code X-Forwarded-Host} says what the primary's {@code Host} says. */
class ForwardedHostTest {

  private final WireServer mirror = WireServer.start();

  ForwardedHostTest() throws Exception {}

  @AfterEach
  void close() throws Exception {
    mirror.close();
  }

  @ParameterizedTest
  @CsvSource({
    "http://orders/, orders",
    "http://orders:80/, orders",
    "https://orders:443/, orders",
    "http://orders:443/, orders:443",
    "http://orders:8080/, orders:8080",
    "http://user:secret@orders:80/, orders",
    "'http://[::1]:80/', [::1]",
    "'http://[::1]:8080/', [::1]:8080"
  })
  void isTheHostOfThePrimary(String uri, String host) throws Exception {
    RouteRule rule =
        RouteRule.builder("r").destination("*").mirror(Mirror.to(mirror.uri())).build();
    try (MirroringHttpClient client = MirroringHttpClient.wrap(new FakeClient(), rule)) {
      client.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    }

    assertThat(mirror.onlyHead().values("x-forwarded-host")).containsExactly(host);
  }
}

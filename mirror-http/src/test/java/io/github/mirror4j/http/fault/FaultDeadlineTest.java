package io.github.mirror4j.http.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.FaultServer;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A copy whose time is up lets go of its connection at once, not when the client is closed: the
 * time of the whole exchange, or that of the body once the head of the response has come.
 */
class FaultDeadlineTest {

  @ParameterizedTest
  @CsvSource({
    "HANGS_BEFORE_HEADERS, http, timed out",
    "HANGS_IN_HEADERS, http, timed out",
    "HANGS_AFTER_HEADERS, http, 2xx",
    "TRICKLES_HEADERS, http, timed out",
    "TRICKLES_BODY, http, 2xx",
    "TRICKLES_CHUNKS, http, 2xx",
    "HANGS_BEFORE_HEADERS, https, timed out",
  })
  void theConnectionIsClosed(FaultServer fault, String scheme, String outcome) throws Exception {
    boolean responds = outcome.equals("2xx");
    try (FaultEcho primary = new FaultEcho();
        RawServer mirror = fault.start();
        HttpClient plain = HttpClient.newHttpClient();
        MirroringHttpClient client =
            MirroringHttpClient.builder(plain)
                .rules(
                    RouteRule.builder("r")
                        .destination("*")
                        .mirror(
                            Mirror.to(
                                URI.create(scheme + "://127.0.0.1:" + mirror.uri().getPort())))
                        .build())
                // Each fault ends by the shorter of the two, however busy the machine is.
                .copyTimeout(responds ? Duration.ofHours(1) : Duration.ofMillis(100))
                .responseBodyTimeout(responds ? Duration.ofMillis(100) : Duration.ofHours(1))
                .build()) {
      HttpRequest get = HttpRequest.newBuilder(primary.uri("/")).build();
      HttpRequest post =
          HttpRequest.newBuilder(primary.uri("/")).POST(BodyPublishers.ofString("body")).build();
      for (int i = 0; i < 4; i++) {
        client.send(i % 2 == 0 ? get : post, BodyHandlers.discarding());
      }
      assertThat(client.engine().awaitIdle(Duration.ofSeconds(20))).isTrue();
      assertThat(client.engine().stats().total().completed(2)).isEqualTo(responds ? 4 : 0);
      assertThat(client.engine().stats().total().timedOut()).isEqualTo(responds ? 0 : 4);
      assertThat(FaultResources.await(() -> mirror.open() == 0)).isTrue();
    }
  }
}

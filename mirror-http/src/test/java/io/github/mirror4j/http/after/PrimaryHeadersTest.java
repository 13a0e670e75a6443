package io.github.mirror4j.http.after;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.fixture.RecordingServer.Recorded;
import io.github.mirror4j.rule.Mirror;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A copy that is sent after the response may say how its primary ended. */
class PrimaryHeadersTest {

  private final AtomicLong nanos = new AtomicLong();
  private final RecordingServer primary =
      RecordingServer.responding(
          (exchange, request) -> {
            nanos.addAndGet(12_345_000);
            exchange.sendResponseHeaders(404, -1);
          });
  private final RecordingServer mirror = RecordingServer.responding("mirror");

  @AfterEach
  void close() {
    primary.close();
    mirror.close();
  }

  @Test
  void statusAndTimeAreSaid() throws Exception {
    try (MirroringHttpClient client =
        client(Mirror.to(mirror.uri()).afterResponse().primaryHeaders())) {
      client.send(Fixtures.get(primary.uri("/")), BodyHandlers.discarding());

      Recorded copy = onlyCopy(client);
      assertThat(copy.header("X-mirror4j-primary-status")).isEqualTo("404");
      assertThat(copy.header("X-mirror4j-primary-millis")).isEqualTo("12");
      assertThat(copy.header("X-mirror4j-primary-failure")).isNull();
      assertThat(primary.requests().get(0).header("X-mirror4j-primary-status")).isNull();
    }
  }

  @Test
  void aFailureIsSaid() throws Exception {
    try (RawServer broken = RawServer.doing(RawServer::readHead);
        MirroringHttpClient client =
            client(Mirror.to(mirror.uri()).afterResponse().primaryHeaders())) {
      assertThatThrownBy(() -> client.send(Fixtures.get(broken.uri()), BodyHandlers.discarding()))
          .isInstanceOf(IOException.class);

      Recorded copy = onlyCopy(client);
      assertThat(copy.header("X-mirror4j-primary-failure")).isEqualTo("CONNECTION_LOST");
      assertThat(copy.header("X-mirror4j-primary-status")).isNull();
    }
  }

  @Test
  void whatTheCallerSaysUnderTheseNamesIsNotSent() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(primary.uri("/"))
            .header(Mirror.PRIMARY_STATUS_HEADER, "200")
            .header(Mirror.PRIMARY_FAILURE_HEADER, "forged")
            .header("x-mirror4j-primary-millis", "0")
            .build();
    try (MirroringHttpClient client =
        client(Mirror.to(mirror.uri()).afterResponse().primaryHeaders())) {
      client.send(request, BodyHandlers.discarding());

      Recorded copy = onlyCopy(client);
      assertThat(copy.headers().get("X-mirror4j-primary-status")).containsExactly("404");
      assertThat(copy.headers().get("X-mirror4j-primary-millis")).containsExactly("12");
      assertThat(copy.header("X-mirror4j-primary-failure")).isNull();
    }
  }

  @Test
  void withoutTheSettingNothingIsSaid() throws Exception {
    try (MirroringHttpClient client = client(Mirror.to(mirror.uri()).afterResponse())) {
      client.send(Fixtures.get(primary.uri("/")), BodyHandlers.discarding());

      assertThat(onlyCopy(client).headers().keySet())
          .noneMatch(name -> name.startsWith("X-mirror4j-primary"));
    }
  }

  private Recorded onlyCopy(MirroringHttpClient client) throws InterruptedException {
    assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    return mirror.requests().get(0);
  }

  private MirroringHttpClient client(Mirror with) {
    return Fixtures.mirroring(with).nanoTime(nanos::get).build();
  }
}

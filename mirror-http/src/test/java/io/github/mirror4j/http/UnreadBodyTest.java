package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * A client that died neither reads a body nor ends the call. Its copies do not stay in flight for
 * ever.
 */
class UnreadBodyTest {

  private static final URI PRIMARY = URI.create("http://primary.invalid/");

  @Test
  void itsCopiesAreDroppedSomeTimeAfterTheTimeoutOfTheRequest() throws Exception {
    try (RecordingServer mirror = RecordingServer.responding("mirror");
        MirrorEngine engine =
            MirrorEngine.builder().rules(Fixtures.copyAll(mirror.uri())).build()) {
      HttpRequest post =
          HttpRequest.newBuilder(PRIMARY)
              .timeout(Duration.ofMillis(10))
              .POST(BodyPublishers.ofString("body"))
              .build();

      CompletableFuture<HttpResponse<Void>> never =
          engine.wrap(new FakeClient()).sendAsync(post, BodyHandlers.discarding());

      assertThat(engine.awaitIdle(Fixtures.PATIENCE)).isTrue();
      assertThat(engine.stats().total().dropped())
          .isEqualTo(Map.of(DropReason.BODY_INCOMPLETE, 1L));
      assertThat(never).isNotDone();
    }
  }
}

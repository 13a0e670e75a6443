package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.BareClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.PushPromiseHandler;
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

  /** Accepts requests and does nothing more. */
  private static final class DeadClient extends BareClient {

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
      return sendAsync(request, handler).join();
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
        HttpRequest request, BodyHandler<T> handler) {
      return new CompletableFuture<>();
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
        HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushPromiseHandler) {
      return sendAsync(request, handler);
    }
  }

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
          engine.wrap(new DeadClient()).sendAsync(post, BodyHandlers.discarding());

      assertThat(engine.awaitIdle(Fixtures.PATIENCE)).isTrue();
      assertThat(engine.stats().total().dropped())
          .isEqualTo(Map.of(DropReason.BODY_INCOMPLETE, 1L));
      assertThat(never).isNotDone();
    }
  }
}

package io.github.mirror4j.http.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.BareClient;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.Mirror;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A mirror client of somebody else's is held to the copy's deadline, however it is made. */
class ForeignMirrorClientTest {

  private static final String HALF_A_RESPONSE =
      "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345";

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final HttpClient jdk = Fixtures.plain();

  @AfterEach
  void close() {
    primary.close();
    jdk.close();
  }

  @Test
  void oneWhoseFutureDoesNotPassCancellingOnClosesTheConnectionToAMirrorThatHangs()
      throws Exception {
    assertThat(oneWhoseConnectionIsClosed(new Instrumented(), "").timedOut()).isEqualTo(1);
  }

  @Test
  void alsoWhereTheMirrorHangsWithinItsResponse() throws Exception {
    MirrorCounts counts = oneWhoseConnectionIsClosed(new Instrumented(), HALF_A_RESPONSE);
    assertThat(counts.completed(2)).isEqualTo(1);
  }

  @Test
  void oneThatBlocksInsteadOfGivingAFutureIsInterrupted() throws Exception {
    assertThat(oneWhoseConnectionIsClosed(new Blocking(), "").timedOut()).isEqualTo(1);
  }

  @Test
  void alsoWithinAResponse() throws Exception {
    MirrorCounts counts = oneWhoseConnectionIsClosed(new Blocking(), HALF_A_RESPONSE);
    assertThat(counts.completed(2)).isEqualTo(1);
  }

  private MirrorCounts oneWhoseConnectionIsClosed(HttpClient foreign, String response)
      throws Exception {
    RawServer.Behaviour hangs =
        connection -> {
          RawServer.readHead(connection);
          RawServer.write(connection, response);
          connection.getInputStream().readAllBytes();
        };
    try (RawServer mirror = RawServer.doing(hangs);
        MirroringHttpClient client =
            Fixtures.mirroring(Mirror.to(mirror.uri()))
                .mirrorClient(foreign)
                .copyTimeout(response.isEmpty() ? Duration.ofMillis(300) : Duration.ofHours(1))
                .responseBodyTimeout(Duration.ofMillis(50))
                .build()) {
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());

      MirrorCounts counts = Fixtures.settled(client);
      assertThat(FaultResources.await(() -> mirror.accepted() == 1 && mirror.open() == 0)).isTrue();
      return counts;
    }
  }

  /** Gives a future of its own, as agents and context propagation do. */
  private class Instrumented extends BareClient {

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
        throws IOException, InterruptedException {
      return jdk.send(request, handler);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
        HttpRequest request, BodyHandler<T> handler) {
      CompletableFuture<HttpResponse<T>> own = new CompletableFuture<>();
      jdk.sendAsync(request, handler)
          .whenComplete(
              (response, failure) -> {
                if (failure == null) {
                  own.complete(response);
                } else {
                  own.completeExceptionally(failure);
                }
              });
      return own;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
        HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushPromiseHandler) {
      return sendAsync(request, handler);
    }
  }

  /** Makes a future of an exchange that is over. */
  private final class Blocking extends Instrumented {

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
        HttpRequest request, BodyHandler<T> handler) {
      try {
        HttpRequest unlimited =
            HttpRequest.newBuilder(request.uri()).method(request.method(), noBody()).build();
        return CompletableFuture.completedFuture(jdk.send(unlimited, handler));
      } catch (IOException | InterruptedException e) {
        return CompletableFuture.failedFuture(e);
      }
    }

    private static HttpRequest.BodyPublisher noBody() {
      return HttpRequest.BodyPublishers.noBody();
    }
  }
}

package io.github.mirror4j.http.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code cancel(true)} ends the exchange, on the future returned and on what is made of it. */
class AsyncCancelTest {

  /** Makes a stage of the future returned. */
  interface Stage extends UnaryOperator<CompletableFuture<?>> {}

  static Stream<Arguments> futures() {
    Stage itself = future -> future;
    Stage derived = future -> future.thenApply(response -> "done");
    Stage derivedTwice = future -> future.thenApply(r -> r).handle((r, failure) -> r);
    return Stream.of(
        Arguments.of("the future, GET", "", itself),
        Arguments.of("the future, POST", "body", itself),
        Arguments.of("a stage, GET", "", derived),
        Arguments.of("a stage, POST", "body", derived),
        Arguments.of("a stage of a stage, GET", "", derivedTwice),
        Arguments.of("a stage of a stage, POST", "body", derivedTwice));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("futures")
  void closesTheConnectionAtTheServer(String name, String body, Stage stage) throws Exception {
    CountDownLatch received = new CountDownLatch(1);
    CountDownLatch closedByClient = new CountDownLatch(1);
    RawServer.Behaviour waiting =
        connection -> {
          RawServer.readHead(connection);
          connection.getInputStream().readNBytes(body.length());
          received.countDown();
          try {
            connection.getInputStream().readAllBytes();
          } catch (IOException e) {
            // A reset is an end too.
          }
          closedByClient.countDown();
        };
    try (RawServer primary = RawServer.doing(waiting);
        RecordingServer mirror = RecordingServer.responding("ok");
        MirroringHttpClient client = Fixtures.mirroringTo(mirror.uri())) {
      HttpRequest request =
          body.isEmpty() ? Fixtures.get(primary.uri()) : Fixtures.post(primary.uri(), body);
      CompletableFuture<HttpResponse<String>> response =
          client.sendAsync(request, BodyHandlers.ofString());
      Fixtures.await(received);
      // The publisher says that the body is complete a moment after its last byte has left.
      assertThat(FaultResources.await(() -> mirror.requests().size() == 1)).isTrue();
      stage.apply(response).cancel(true);

      Fixtures.await(closedByClient);
      // The request had been sent as a whole, so its copy was too.
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    }
  }
}

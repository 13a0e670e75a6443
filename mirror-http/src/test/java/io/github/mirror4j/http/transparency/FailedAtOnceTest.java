package io.github.mirror4j.http.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FailingClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.Mirror;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * A copy without body goes with its primary also if that fails before the call returns: how fast a
 * primary fails decides nothing. Only a request that the delegate does not accept is not copied.
 */
class FailedAtOnceTest {

  private static final URI V1 = URI.create("http://v1.example/");

  /** A client that makes requests of its own class is called before their copies are offered. */
  private static final HttpRequest OWN = new RefusedTest.OwnRequest("GET", V1);

  static final List<Throwable> ENDS =
      List.of(
          new ConnectException("refused"),
          new HttpConnectTimeoutException("timed out"),
          new UnresolvedAddressException(),
          new IOException("closed"),
          new IllegalStateException("of another client"),
          new CompletionException(new ConnectException("refused")));

  static final List<Throwable> REFUSALS =
      List.of(
          new IllegalArgumentException("method"),
          new NullPointerException("handler"),
          new SecurityException("forbidden"),
          new CompletionException(new IllegalArgumentException("method")));

  private final RecordingServer mirror = RecordingServer.responding("ok");

  @AfterEach
  void close() {
    mirror.close();
  }

  @ParameterizedTest
  @FieldSource("ENDS")
  void anAcceptedRequestIsCopied(Throwable failure) throws Exception {
    for (boolean waits : List.of(false, true)) {
      assertThat(async(failure, waits).completedInTotal()).as("waits: %s", waits).isEqualTo(2);
      assertThat(sync(failure, waits, Fixtures.get(V1)).completedInTotal()).isEqualTo(1);
      assertThat(sync(failure, waits, OWN).completedInTotal()).isEqualTo(1);
    }
    assertThat(mirror.requests()).hasSize(8);
  }

  @Test
  void soIsOneToAClientThatWasClosedByItself() throws Exception {
    HttpClient delegate = Fixtures.plain();
    delegate.close();
    try (MirroringHttpClient client =
        MirroringHttpClient.wrap(delegate, Fixtures.copyAll(mirror.uri()))) {
      HttpRequest request = Fixtures.get(V1);
      assertThat(client.sendAsync(request, BodyHandlers.discarding())).isCompletedExceptionally();
      assertThat(catchThrowable(() -> client.send(request, BodyHandlers.discarding())))
          .isInstanceOf(IOException.class);

      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @FieldSource("REFUSALS")
  void aRefusedRequestIsNot(Throwable failure) throws Exception {
    assertNotCopied(failure, DropReason.PRIMARY_REFUSED);
    assertThat(sync(failure, true, Fixtures.get(V1)).dropped(DropReason.PRIMARY_REFUSED))
        .isEqualTo(1);
    assertThat(mirror.requests()).isEmpty();
  }

  /** A body that was never read cannot be copied, however the primary ended. */
  @ParameterizedTest
  @FieldSource("ENDS")
  void norIsABodyThatWasNotRead(Throwable failure) throws Exception {
    assertBodiesDropped(failure, DropReason.PRIMARY_FAILED);
  }

  @ParameterizedTest
  @FieldSource("REFUSALS")
  void aRefusedBodyIsCountedAsRefused(Throwable failure) throws Exception {
    assertBodiesDropped(failure, DropReason.PRIMARY_REFUSED);
  }

  private void assertBodiesDropped(Throwable failure, DropReason reason) throws Exception {
    HttpRequest post = Fixtures.post(V1, "body");
    for (boolean waits : List.of(false, true)) {
      try (MirroringHttpClient client = client(failure, waits)) {
        assertThat(client.sendAsync(post, BodyHandlers.discarding())).isCompletedExceptionally();
        assertThat(catchThrowable(() -> client.send(post, BodyHandlers.discarding())))
            .isSameAs(failure);
        assertThat(Fixtures.settled(client).dropped(reason)).isEqualTo(2);
      }
    }
  }

  static final List<Throwable> CANCELLATIONS =
      List.of(new CancellationException(), new CompletionException(new CancellationException()));

  @ParameterizedTest
  @FieldSource("CANCELLATIONS")
  void aPrimaryThatIsCancelledByThenIsNotCopied(Throwable failure) throws Exception {
    assertNotCopied(failure, DropReason.PRIMARY_CANCELLED);
  }

  private void assertNotCopied(Throwable failure, DropReason reason) throws Exception {
    for (boolean waits : List.of(false, true)) {
      assertThat(async(failure, waits).dropped(reason)).isEqualTo(2);
      assertThat(sync(failure, waits, OWN).dropped(reason)).isEqualTo(1);
    }
    assertThat(mirror.requests()).isEmpty();
  }

  private MirrorCounts async(Throwable failure, boolean waits) throws Exception {
    try (MirroringHttpClient client = client(failure, waits)) {
      assertThat(client.sendAsync(Fixtures.get(V1), BodyHandlers.discarding()))
          .isCompletedExceptionally();
      assertThat(client.sendAsync(Fixtures.get(V1), BodyHandlers.discarding(), null))
          .isCompletedExceptionally();
      return Fixtures.settled(client);
    }
  }

  private MirrorCounts sync(Throwable failure, boolean waits, HttpRequest request)
      throws Exception {
    try (MirroringHttpClient client = client(failure, waits)) {
      assertThat(catchThrowable(() -> client.send(request, BodyHandlers.discarding())))
          .isSameAs(failure);
      return Fixtures.settled(client);
    }
  }

  private MirroringHttpClient client(Throwable failure, boolean waits) {
    Mirror target = Mirror.to(mirror.uri());
    return MirroringHttpClient.wrap(
        new FailingClient(failure), Fixtures.copyAll(waits ? target.afterResponse() : target));
  }
}

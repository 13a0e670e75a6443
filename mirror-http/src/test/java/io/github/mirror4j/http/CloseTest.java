package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.LaneState;
import io.github.mirror4j.rule.Mirror;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The life of the client is the delegate's; no copy outlives its grace, and nobody waits for it.
 */
class CloseTest {

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final CountDownLatch mayRespond = new CountDownLatch(1);
  private final RawServer late =
      RawServer.doing(
          connection -> {
            RawServer.readHead(connection);
            mayRespond.await();
            RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
          });

  @AfterEach
  void close() throws Exception {
    mayRespond.countDown();
    primary.close();
    late.close();
  }

  @Test
  void closeDoesNotWaitForACopyAndTheCopyHasItsGrace() throws Exception {
    MirroringHttpClient client = client(Duration.ofMinutes(1));
    send(client);

    client.close();

    assertThat(client.isTerminated()).isTrue();
    assertThat(client.engine().stats().total().inFlight()).isEqualTo(1);
    mayRespond.countDown();
    assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "shutdown", "shutdownNow"})
  void mirroringEndsAlsoWhereTheWrappedClientFailsToEnd(String how) throws Exception {
    MirroringHttpClient client = client(Duration.ZERO);
    send(client);
    FakeClient failing = new FakeClient();
    failing.failure = new IllegalStateException("meant");
    MirroringHttpClient ending = new MirroringHttpClient(failing, client.engine(), true);

    Method end = HttpClient.class.getMethod(how);

    assertThatThrownBy(() -> end.invoke(ending)).hasRootCause(failing.failure);
    assertThat(Fixtures.settled(client).failed(FailureCause.ABORTED)).isEqualTo(1);
    client.close();
  }

  @Test
  void shutdownLeavesTheGraceToo() throws Exception {
    MirroringHttpClient client = client(Duration.ofMinutes(1));
    send(client);

    client.shutdown();

    assertThat(client.awaitTermination(Fixtures.PATIENCE)).isTrue();
    mayRespond.countDown();
    assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
  }

  @Test
  void afterTheGraceCopiesAreAborted() throws Exception {
    MirroringHttpClient client = client(Duration.ZERO);
    for (int i = 0; i < 60; i++) {
      send(client);
    }
    client.close();

    assertThat(Fixtures.settled(client).failed(FailureCause.ABORTED)).isEqualTo(60);
  }

  @Test
  void shutdownNowAbortsCopiesAtOnce() throws Exception {
    MirroringHttpClient client = client(Duration.ofMinutes(1));
    send(client);

    client.shutdownNow();

    assertThat(Fixtures.settled(client).failed(FailureCause.ABORTED)).isEqualTo(1);
    assertThat(client.awaitTermination(Fixtures.PATIENCE)).isTrue();
  }

  @Test
  void aPrimaryInFlightIsWaitedFor() throws Exception {
    try (RecordingServer mirror = RecordingServer.responding("ok")) {
      MirroringHttpClient client = Fixtures.mirroringTo(mirror.uri());
      var response = client.sendAsync(Fixtures.get(late.uri()), BodyHandlers.discarding());

      client.shutdown();
      assertThat(client.isTerminated()).isFalse();
      assertThat(client.awaitTermination(Duration.ofMillis(1))).isFalse();

      mayRespond.countDown();
      client.close();
      assertThat(client.isTerminated()).isTrue();
      assertThat(response.join().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aCloseThatIsInterruptedEndsThePrimaryAndKeepsTheFlag() throws Exception {
    try (RecordingServer mirror = RecordingServer.responding("ok")) {
      MirroringHttpClient client = Fixtures.mirroringTo(mirror.uri());
      var response = client.sendAsync(Fixtures.get(late.uri()), BodyHandlers.discarding());
      AtomicBoolean flag = new AtomicBoolean();
      Thread closing =
          Thread.ofPlatform()
              .start(
                  () -> {
                    client.close();
                    flag.set(Thread.currentThread().isInterrupted());
                  });
      closing.interrupt();
      closing.join();

      assertThat(flag).isTrue();
      assertThat(response).failsWithin(Fixtures.PATIENCE);
      Fixtures.settled(client);
    }
  }

  /** What ends first, the copy's thread or its exchange, makes no difference. */
  @Test
  void aCopyWhoseExchangeFailsWhileItIsAbortedIsAborted() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    FakeClient mirrorClient = new FakeClient();
    mirrorClient.redirect = HttpClient.Redirect.NEVER;
    mirrorClient.future.completeExceptionally(new IOException("closed"));
    mirrorClient.sending =
        request -> {
          sent.countDown();
          while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
          }
        };
    MirroringHttpClient client =
        Fixtures.mirroring(Mirror.to(late.uri())).mirrorClient(mirrorClient).build();
    send(client);
    Fixtures.await(sent);

    client.shutdownNow();

    assertThat(Fixtures.settled(client).failed(FailureCause.ABORTED)).isEqualTo(1);
  }

  @Test
  void closingTwiceIsHarmless() throws Exception {
    MirroringHttpClient client = client(Duration.ZERO);
    client.close();
    client.close();
    client.shutdown();
    client.shutdownNow();
    assertThat(client.engine().stats().total().state()).isEqualTo(LaneState.CLOSED);
    assertThat(Fixtures.settled(client).selected()).isZero();
  }

  @Test
  void aMirrorClientOfTheUsersIsLeftOpen() throws Exception {
    try (HttpClient mirrorClient = Fixtures.plain()) {
      MirroringHttpClient client =
          Fixtures.mirroring(Mirror.to(late.uri()))
              .mirrorClient(mirrorClient)
              .closeGrace(Duration.ZERO)
              .build();
      send(client);
      client.close();
      assertThat(Fixtures.settled(client).failed(FailureCause.ABORTED)).isEqualTo(1);
      client.shutdownNow();

      assertThat(mirrorClient.isTerminated()).isFalse();
      assertThat(mirrorClient.send(Fixtures.get(primary.uri()), BodyHandlers.ofString()).body())
          .isEqualTo("ok");
    }
  }

  private MirroringHttpClient client(Duration grace) {
    return Fixtures.mirroring(Mirror.to(late.uri())).closeGrace(grace).build();
  }

  private void send(MirroringHttpClient client) throws Exception {
    assertThat(client.send(Fixtures.get(primary.uri()), BodyHandlers.ofString()).body())
        .isEqualTo("ok");
  }
}

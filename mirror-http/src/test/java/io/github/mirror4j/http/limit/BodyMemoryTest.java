package io.github.mirror4j.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.Reader;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.Mirror;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All bodies held for copies take the memory allowed and no more, and give it back. */
class BodyMemoryTest {

  private static final int SIZE = 10_000;

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final RawServer first = RawServer.hanging();
  private final RawServer second = RawServer.hanging();

  @AfterEach
  void close() throws Exception {
    primary.close();
    first.close();
    second.close();
  }

  @Test
  void whereTheMemoryIsUsedUpCopiesAreDroppedAndPrimariesAreNot() throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(Mirror.to(first.uri())).bodyMemory(2 * SIZE).build()) {
      send(client, fixed());
      send(client, fixed());
      assertThat(client.engine().stats().bufferedBytes()).isEqualTo(2 * SIZE);

      send(client, fixed());
      send(client, chunked());
      assertThat(client.engine().stats().bufferedBytes()).isEqualTo(2 * SIZE);
      assertThat(client.engine().stats().total().dropped(DropReason.MEMORY_FULL)).isEqualTo(2);
      assertThat(primary.requests()).hasSize(4).allMatch(r -> r.body().length == SIZE);

      first.close();
      assertThat(Fixtures.settled(client).failed(FailureCause.CONNECTION_LOST)).isEqualTo(2);
    }
  }

  @Test
  void aRequestWithoutBodyNeedsNoMemory() throws Exception {
    try (RecordingServer mirror = RecordingServer.responding("ok");
        MirroringHttpClient client =
            Fixtures.mirroring(Mirror.to(mirror.uri())).bodyMemory(0).build()) {
      client.send(Fixtures.get(primary.uri("/")), BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    }
  }

  @Test
  void theCopiesOfOnePrimaryShareItsBody() throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(Mirror.to(first.uri()), Mirror.to(second.uri())).build()) {
      send(client, chunked());
      assertThat(client.engine().stats().total().inFlight()).isEqualTo(2);
      assertThat(client.engine().stats().bufferedBytes()).isEqualTo(SIZE);

      first.close();
      second.close();
      assertThat(Fixtures.settled(client).failedInTotal()).isEqualTo(2);
    }
  }

  /** The clock holds up the thread that offered the copies, just after the second was dropped. */
  @Test
  void theMemoryIsFreeOnceTheLastCopyHasEnded() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicReference<Thread> caller = new AtomicReference<>();
    LongSupplier clock =
        () -> {
          if (Thread.currentThread() == caller.get()) {
            try {
              goOn.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          return System.nanoTime();
        };
    FakeClient delegate = new FakeClient();
    delegate.sending = request -> request.bodyPublisher().orElseThrow().subscribe(new Reader());
    try (RecordingServer mirror = RecordingServer.responding("ok");
        MirroringHttpClient client =
            MirroringHttpClient.builder(delegate)
                .rules(
                    Fixtures.copyAll(
                        Mirror.to(mirror.uri()).name("a"),
                        Mirror.to(mirror.uri()).name("b").bodyLimit(1)))
                .nanoTime(clock)
                .build()) {
      Thread sending =
          Thread.ofPlatform()
              .unstarted(
                  () ->
                      client.sendAsync(
                          Fixtures.post(primary.uri("/"), chunked()), BodyHandlers.discarding()));
      caller.set(sending);
      sending.start();
      while (client.engine().stats().total().dropped(DropReason.BODY_TOO_LARGE) == 0) {
        Thread.onSpinWait();
      }

      MirrorCounts total = Fixtures.settled(client);

      assertThat(total.completedInTotal()).isEqualTo(1);
      assertThat(sending.isAlive()).isTrue();
      goOn.countDown();
      sending.join();
    }
  }

  private static BodyPublisher fixed() {
    return BodyPublishers.ofByteArray(new byte[SIZE]);
  }

  private static BodyPublisher chunked() {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[SIZE]));
  }

  private void send(MirroringHttpClient client, BodyPublisher body) throws Exception {
    client.send(Fixtures.post(primary.uri("/"), body), BodyHandlers.discarding());
  }
}

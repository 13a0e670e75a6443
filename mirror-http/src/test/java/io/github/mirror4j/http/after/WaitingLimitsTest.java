package io.github.mirror4j.http.after;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.Mirror;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waits for a primary is bounded in number, memory and time. */
class WaitingLimitsTest {

  private final CountDownLatch mayRespond = new CountDownLatch(1);
  private final RecordingServer primary =
      RecordingServer.responding(
          (exchange, request) -> {
            try {
              Fixtures.await(mayRespond);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(200, -1);
          });
  private final RecordingServer mirror = RecordingServer.responding("mirror");
  private final List<CompletableFuture<HttpResponse<Void>>> futures = new ArrayList<>();

  @AfterEach
  void close() {
    mayRespond.countDown();
    primary.close();
    mirror.close();
  }

  @Test
  void beyondTheNumberCopiesAreDropped() throws Exception {
    try (MirroringHttpClient client = builder().maxWaitingCopies(3).build()) {
      get(client, 5);
      assertThat(total(client).waiting()).isEqualTo(3);
      assertThat(total(client).dropped(DropReason.WAITING_FULL)).isEqualTo(2);

      mayRespond.countDown();
      futures.forEach(CompletableFuture::join);
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(3);
      get(client, 1);
      futures.forEach(CompletableFuture::join);
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(4);
    }
  }

  @Test
  void aBodyForWhichThereIsNoPlaceIsNotCaptured() throws Exception {
    try (MirroringHttpClient client = builder().maxWaitingCopies(1).build()) {
      get(client, 1);
      post(client, 10_000);
      awaitPrimaries(2);
      assertThat(client.engine().stats().bufferedBytes()).isZero();
      mayRespond.countDown();
      Fixtures.settled(client);
    }
  }

  /** Half of the memory is left to copies that are sent. */
  @Test
  void waitingBodiesHoldAtMostHalfOfTheMemory() throws Exception {
    try (RecordingServer early = RecordingServer.responding("early");
        MirroringHttpClient client =
            Fixtures.mirroring(
                    Mirror.to(mirror.uri()).name("m").methods("POST").afterResponse(),
                    Mirror.to(early.uri()).name("early").methods("PUT"))
                .bodyMemory(100_000)
                .build()) {
      for (int i = 0; i < 10; i++) {
        post(client, 10_000);
        awaitPrimaries(i + 1);
      }
      awaitDropped(client, DropReason.MEMORY_FULL, 5);
      assertThat(total(client).waiting()).isEqualTo(5);
      assertThat(client.engine().stats().bufferedBytes()).isBetween(50_000L, 51_000L);

      futures.add(
          client.sendAsync(
              java.net.http.HttpRequest.newBuilder(primary.uri("/"))
                  .PUT(BodyPublishers.ofByteArray(new byte[45_000]))
                  .build(),
              BodyHandlers.discarding()));
      while (early.requests().isEmpty()) {
        Thread.onSpinWait();
      }
      mayRespond.countDown();
      futures.forEach(CompletableFuture::join);
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(6);
    }
  }

  @Test
  void aPrimaryThatNeverEndsLetsGoOfItsCopies() throws Exception {
    FakeClient never = new FakeClient();
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(never)
            .rules(Fixtures.copyAll(Mirror.to(mirror.uri()).name("m").afterResponse()))
            .maxWaitingTime(Duration.ofMillis(20))
            .build()) {
      var future = client.sendAsync(Fixtures.get(primary.uri("/")), BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).dropped(DropReason.PRIMARY_UNFINISHED)).isEqualTo(1);
      assertThat(future).isNotDone();
    }
  }

  /** Its client has died, most likely. */
  @Test
  void soDoesOneWhoseBodyIsNeverRead() throws Exception {
    FakeClient never = new FakeClient();
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(never)
            .rules(Fixtures.copyAll(Mirror.to(mirror.uri()).name("m").afterResponse()))
            .maxWaitingTime(Duration.ofMillis(20))
            .build()) {
      var future =
          client.sendAsync(Fixtures.post(primary.uri("/"), "body"), BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).dropped(DropReason.PRIMARY_UNFINISHED)).isEqualTo(1);
      assertThat(future).isNotDone();
    }
  }

  @Test
  void aResponseAfterTheTimeComesTooLateForItsCopy() throws Exception {
    try (MirroringHttpClient client = builder().maxWaitingTime(Duration.ofMillis(20)).build()) {
      post(client, 10_000);
      assertThat(Fixtures.settled(client).dropped(DropReason.PRIMARY_UNFINISHED)).isEqualTo(1);
      mayRespond.countDown();
      futures.forEach(CompletableFuture::join);
      assertThat(Fixtures.settled(client).ended()).isEqualTo(1);
      assertThat(mirror.requests()).isEmpty();
    }
  }

  @Test
  void closingDropsWhatWaits() throws Exception {
    MirroringHttpClient client = builder().build();
    post(client, 10_000);
    get(client, 2);
    awaitPrimaries(3);
    client.engine().close();

    MirrorCounts counts = Fixtures.settled(client);
    assertThat(counts.dropped(DropReason.CLOSED)).isEqualTo(3);
    mayRespond.countDown();
    futures.forEach(future -> assertThat(future.join().statusCode()).isEqualTo(200));
    client.close();
    assertThat(Fixtures.settled(client).ended()).isEqualTo(3);
  }

  @Test
  void aPauseMeanwhileHolds() throws Exception {
    try (MirroringHttpClient client = builder().build()) {
      get(client, 1);
      client.engine().pause();
      mayRespond.countDown();
      futures.forEach(CompletableFuture::join);
      assertThat(Fixtures.settled(client).dropped(DropReason.PAUSED)).isEqualTo(1);
    }
  }

  private MirroringHttpClient.Builder builder() {
    return Fixtures.mirroring(Mirror.to(mirror.uri()).name("m").afterResponse());
  }

  private void get(MirroringHttpClient client, int times) {
    for (int i = 0; i < times; i++) {
      futures.add(client.sendAsync(Fixtures.get(primary.uri("/")), BodyHandlers.discarding()));
    }
  }

  private void post(MirroringHttpClient client, int bytes) {
    futures.add(
        client.sendAsync(
            Fixtures.post(primary.uri("/"), BodyPublishers.ofByteArray(new byte[bytes])),
            BodyHandlers.discarding()));
  }

  private void awaitPrimaries(int count) {
    while (primary.requests().size() < count) {
      Thread.onSpinWait();
    }
  }

  private static void awaitDropped(MirroringHttpClient client, DropReason reason, long count) {
    while (total(client).dropped(reason) < count) {
      Thread.onSpinWait();
    }
  }

  private static MirrorCounts total(MirroringHttpClient client) {
    return client.engine().stats().total();
  }
}

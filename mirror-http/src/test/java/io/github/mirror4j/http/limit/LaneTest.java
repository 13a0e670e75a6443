package io.github.mirror4j.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Copies in flight are bounded; what comes on top is dropped at once and never waits. */
class LaneTest {

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final CountDownLatch mayRespond = new CountDownLatch(1);
  private final RecordingServer mirror = RecordingServer.responding(this::respondLate);
  private final RecordingServer other = RecordingServer.responding(this::respondLate);

  @AfterEach
  void close() {
    mayRespond.countDown();
    primary.close();
    mirror.close();
    other.close();
  }

  @Test
  void oneMoreThanTheLaneAdmitsIsDropped() throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(Mirror.to(mirror.uri())).maxConcurrentCopies(3).build()) {
      send(client, 4);
      assertThat(client.engine().stats().total().inFlight()).isEqualTo(3);
      assertThat(client.engine().stats().total().dropped(DropReason.LANE_FULL)).isEqualTo(1);
      assertThat(primary.requests()).hasSize(4);

      mayRespond.countDown();
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(3);

      // The permits have come back.
      send(client, 1);
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(4);
    }
  }

  @Test
  void aBodyForAFullLaneIsNotEvenRead() throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(Mirror.to(mirror.uri())).maxConcurrentCopies(1).build()) {
      send(client, 1);
      client.send(Fixtures.post(primary.uri(), "body"), BodyHandlers.discarding());

      assertThat(client.engine().stats().total().dropped(DropReason.LANE_FULL)).isEqualTo(1);
      assertThat(client.engine().stats().bufferedBytes()).isZero();
      mayRespond.countDown();
      Fixtures.settled(client);
    }
  }

  @Test
  void oneMirrorsFullLaneDoesNotConcernTheOther() throws Exception {
    try (RecordingServer quick = RecordingServer.responding("ok");
        MirroringHttpClient client =
            Fixtures.mirroring(Mirror.to(mirror.uri()), Mirror.to(quick.uri()).name("quick"))
                .maxConcurrentCopies(1)
                .build()) {
      for (int i = 1; i <= 3; i++) {
        send(client, 1);
        MirrorCounts counts = awaitCompleted(client, "quick", i);
        assertThat(counts.droppedInTotal()).isZero();
      }
      assertThat(client.engine().stats().total().dropped(DropReason.LANE_FULL)).isEqualTo(2);
      mayRespond.countDown();
      Fixtures.settled(client);
    }
  }

  @Test
  void allMirrorsTogetherHaveALimitToo() throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(Mirror.to(mirror.uri()), Mirror.to(other.uri()))
            .maxConcurrentCopies(2)
            .maxConcurrentCopiesInTotal(2)
            .build()) {
      send(client, 3);
      assertThat(client.engine().stats().total().inFlight()).isEqualTo(2);
      assertThat(client.engine().stats().total().dropped(DropReason.TOTAL_FULL)).isEqualTo(4);

      mayRespond.countDown();
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(2);

      // Had copies that found no place in total kept their lane's permit, both lanes were full now.
      send(client, 1);
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(4);
    }
  }

  @Test
  void aCallerThatIsInterruptedGetsItsCopyAndKeepsItsFlag() throws Exception {
    mayRespond.countDown();
    try (MirroringHttpClient client = Fixtures.mirroringTo(mirror.uri())) {
      Thread.currentThread().interrupt();
      var response = client.sendAsync(Fixtures.get(primary.uri()), BodyHandlers.discarding());
      assertThat(Thread.interrupted()).isTrue();

      assertThat(response.join().statusCode()).isEqualTo(200);
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    }
  }

  private void send(MirroringHttpClient client, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      assertThat(client.send(Fixtures.get(primary.uri()), BodyHandlers.ofString()).body())
          .isEqualTo("ok");
    }
  }

  private static MirrorCounts awaitCompleted(MirroringHttpClient client, String mirror, int count) {
    while (true) {
      MirrorCounts counts =
          client.engine().stats().of(new MirrorId(Fixtures.RULE, mirror)).orElseThrow();
      if (counts.ended() >= count) {
        return counts;
      }
      Thread.onSpinWait();
    }
  }

  private void respondLate(
      com.sun.net.httpserver.HttpExchange exchange, RecordingServer.Recorded request)
      throws java.io.IOException {
    try {
      mayRespond.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.sendResponseHeaders(200, -1);
  }
}

package io.github.mirror4j.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.FaultWire;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.rule.Mirror;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The idle connections of copies are bounded over all mirrors. */
class IdleConnectionsTest {

  private static final int LANE = 8;
  private static final int TOTAL = 20;
  private static final int MIRRORS = 12;

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final List<RawServer> mirrors = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (RawServer mirror : mirrors) {
      mirror.close();
    }
    primary.close();
  }

  /** One mirror after the other gets as many copies at once as its lane admits. */
  @Test
  void noMoreAreKeptThanCopiesMayBeInFlight() throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(Mirror.to(respondingTogether().uri()))
            .maxConcurrentCopies(LANE)
            .maxConcurrentCopiesInTotal(TOTAL)
            .build()) {
      for (int i = 1; i <= MIRRORS; i++) {
        burst(client);
        assertThat(FaultResources.await(() -> open() <= TOTAL)).as("%s open", open()).isTrue();
        client.engine().replaceRules(Fixtures.copyAll(respondingTogether().uri()));
      }
      assertThat(client.engine().stats().total().completed(2)).isEqualTo((long) MIRRORS * LANE);
    }
  }

  /** Where the bound is not met, connections are kept and used again. */
  @Test
  void oneMirrorsConnectionsAreKept() throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(Mirror.to(respondingTogether().uri()))
            .maxConcurrentCopies(LANE)
            .maxConcurrentCopiesInTotal(TOTAL)
            .build()) {
      for (int i = 0; i < 5; i++) {
        burst(client);
      }
      assertThat(mirrors.get(0).accepted()).isEqualTo(LANE);
    }
  }

  /** A copy that hangs keeps its connection, and does not keep others from being closed. */
  @Test
  void aClientThatIsReplacedEndsWithItsLastCopy() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    RawServer slow =
        RawServer.doing(
            connection -> {
              FaultWire.readRequest(connection);
              arrived.countDown();
              released.await();
              RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
              FaultWire.waitForClose(connection);
            });
    mirrors.add(slow);
    try (MirroringHttpClient client =
        Fixtures.mirroring(Mirror.to(slow.uri()))
            .maxConcurrentCopies(LANE)
            .maxConcurrentCopiesInTotal(LANE + 1)
            .build()) {
      client.send(Fixtures.get(primary.uri("/")), BodyHandlers.discarding());
      Fixtures.await(arrived);
      client.engine().replaceRules(Fixtures.copyAll(respondingTogether().uri()));
      burstWithOneInFlight(client);
      client.engine().replaceRules(Fixtures.copyAll(respondingTogether().uri()));
      burstWithOneInFlight(client);
      released.countDown();

      assertThat(Fixtures.settled(client).completed(2)).isEqualTo(1 + 2 * LANE);
      assertThat(FaultResources.await(() -> slow.open() == 0)).isTrue();
      assertThat(FaultResources.await(() -> open() <= LANE + 1)).isTrue();
    }
  }

  private void burst(MirroringHttpClient client) throws Exception {
    send(client);
    assertThat(client.engine().awaitIdle(Fixtures.PATIENCE)).isTrue();
  }

  private void burstWithOneInFlight(MirroringHttpClient client) throws Exception {
    send(client);
    assertThat(FaultResources.await(() -> client.engine().stats().total().inFlight() == 1))
        .isTrue();
  }

  private void send(MirroringHttpClient client) throws Exception {
    HttpRequest request = Fixtures.get(primary.uri("/"));
    for (int i = 0; i < LANE; i++) {
      client.send(request, BodyHandlers.discarding());
    }
  }

  private int open() {
    return mirrors.stream().mapToInt(RawServer::open).sum();
  }

  /** Responds once a whole lane of requests has come, so that each has a connection of its own. */
  private RawServer respondingTogether() {
    Phaser together = new Phaser(LANE);
    RawServer mirror =
        RawServer.doing(
            connection -> {
              while (FaultWire.readRequest(connection)) {
                together.arriveAndAwaitAdvance();
                RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
              }
            });
    mirrors.add(mirror);
    return mirror;
  }
}

package io.github.mirror4j.http.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirrorSwitch;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.LaneState;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** One switch stops the copies of all engines of the process, and nothing else. */
@Isolated("the switch is the process's")
class MirrorSwitchTest {

  private static final byte[] RESPONSE =
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final RecordingServer mirror = RecordingServer.responding("ok");
  private final MirroringHttpClient client = Fixtures.mirroringTo(mirror.uri());
  private final MirroringHttpClient other = Fixtures.mirroringTo(mirror.uri());

  @AfterEach
  void close() {
    MirrorSwitch.on();
    client.close();
    other.close();
    primary.close();
    mirror.close();
  }

  @Test
  void offMeansNoCopiesOfAnyEngineAndOnMeansAllAsBefore() throws Exception {
    assertThat(MirrorSwitch.isOn()).isTrue();
    MirrorSwitch.off();
    assertThat(MirrorSwitch.isOn()).isFalse();
    send(client);
    send(other);
    for (MirroringHttpClient one : new MirroringHttpClient[] {client, other}) {
      assertThat(Fixtures.settled(one).dropped(DropReason.SWITCHED_OFF)).isEqualTo(1);
      assertState(one, LaneState.SWITCHED_OFF);
    }
    assertThat(mirror.requests()).isEmpty();
    assertThat(primary.requests()).hasSize(2);

    MirrorSwitch.on();
    send(client);
    send(other);
    for (MirroringHttpClient one : new MirroringHttpClient[] {client, other}) {
      assertThat(Fixtures.settled(one).completedInTotal()).isEqualTo(1);
      assertState(one, LaneState.SENDING);
    }
    assertThat(mirror.requests()).hasSize(2);
  }

  @Test
  void whatWasPausedIsStillPausedAfterwards() throws Exception {
    client.engine().pause(new MirrorId(Fixtures.RULE, "m"));
    MirrorSwitch.off();
    send(client);
    assertThat(Fixtures.settled(client).dropped(DropReason.SWITCHED_OFF)).isEqualTo(1);
    assertThat(client.engine().stats().mirrors().get(0).state()).isEqualTo(LaneState.SWITCHED_OFF);

    MirrorSwitch.on();
    send(client);
    assertThat(Fixtures.settled(client).dropped(DropReason.PAUSED)).isEqualTo(1);
    assertThat(client.engine().stats().mirrors().get(0).state()).isEqualTo(LaneState.PAUSED);
  }

  @Test
  void aClosedEngineIsClosedFirstOfAll() throws Exception {
    client.close();
    MirrorSwitch.off();
    assertState(client, LaneState.CLOSED);
  }

  @Test
  void primariesAreStillRouted() throws Exception {
    MirrorSwitch.off();
    RouteRule rule =
        RouteRule.builder("routed")
            .destination("orders")
            .route(Labels.none(), 100)
            .mirror(Mirror.to(mirror.uri()))
            .build();
    ServiceRegistry registry = ServiceRegistry.builder().endpoint("orders", primary.uri()).build();
    try (MirroringHttpClient routing =
        MirroringHttpClient.builder(Fixtures.plain()).rules(rule).registry(registry).build()) {
      routing.send(Fixtures.get(URI.create("http://orders/get")), BodyHandlers.discarding());
      assertThat(Fixtures.settled(routing).dropped(DropReason.SWITCHED_OFF)).isEqualTo(1);
    }
    assertThat(primary.requests()).hasSize(1);
  }

  @Test
  void copiesInFlightGoOnToTheirEnd() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    RawServer.Behaviour waiting =
        connection -> {
          RawServer.readHead(connection);
          arrived.countDown();
          goOn.await();
          connection.getOutputStream().write(RESPONSE);
        };
    try (RawServer slow = RawServer.doing(waiting);
        MirroringHttpClient slowly = Fixtures.mirroringTo(slow.uri())) {
      send(slowly);
      Fixtures.await(arrived);
      MirrorSwitch.off();
      send(slowly);
      goOn.countDown();

      MirrorCounts total = Fixtures.settled(slowly);
      assertThat(total.completed(2)).isEqualTo(1);
      assertThat(total.dropped(DropReason.SWITCHED_OFF)).isEqualTo(1);
    } finally {
      goOn.countDown();
    }
  }

  private void send(MirroringHttpClient one) throws Exception {
    assertThat(one.send(Fixtures.get(primary.uri()), BodyHandlers.ofString()).body())
        .isEqualTo("ok");
  }

  private static void assertState(MirroringHttpClient one, LaneState state) {
    assertThat(one.engine().stats().total().state()).isEqualTo(state);
    assertThat(one.engine().stats().mirrors().get(0).state()).isEqualTo(state);
  }
}

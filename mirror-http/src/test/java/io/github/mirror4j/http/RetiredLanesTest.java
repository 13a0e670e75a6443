package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.fixture.StandardError;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.LaneState;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A mirror that was stopped, or is busy, stays so while its rule is away, however many other rules
 * come and go; mirrors at rest are forgotten in the end.
 */
class RetiredLanesTest {

  private static final int MANY = 2 * Lanes.Registry.MAX_RETIRED;
  private static final URI REFUSING = URI.create("http://127.0.0.1:1");

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final RecordingServer mirror = RecordingServer.responding("ok");
  private final MirroringHttpClient client =
      Fixtures.mirroring().backOff(Duration.ofHours(1), Duration.ofHours(1)).build();

  @AfterEach
  void close() {
    client.close();
    primary.close();
    mirror.close();
  }

  @Test
  void aPauseIsKept() throws Exception {
    client.engine().replaceRules(to("kept", mirror.uri()));
    client.engine().pause(new MirrorId("kept", "m"));

    replaceManyTimes();
    client.engine().replaceRules(to("kept", mirror.uri()));
    send(1);

    assertThat(Fixtures.settled(client).dropped(DropReason.PAUSED)).isEqualTo(1);
    assertThat(mirror.requests()).isEmpty();
  }

  @Test
  void aPauseThatIsTakenBackIsNot() throws Exception {
    client.engine().replaceRules(to("kept", mirror.uri()));
    client.engine().pause(new MirrorId("kept", "m"));
    client.engine().resume(new MirrorId("kept", "m"));

    replaceManyTimes();

    assertThat(client.engine().stats(new MirrorId("kept", "m"))).isEmpty();
  }

  @Test
  void aBackOffIsKept() throws Exception {
    client.engine().replaceRules(to("kept", REFUSING));
    send(Breaker.MIN_COPIES);
    assertThat(client.engine().awaitIdle(Fixtures.PATIENCE)).isTrue();

    replaceManyTimes();
    client.engine().replaceRules(to("kept", REFUSING));

    assertThat(client.engine().stats(new MirrorId("kept", "m")).map(MirrorCounts::state))
        .contains(LaneState.BACKED_OFF);
  }

  @Test
  void copiesInFlightAreStillShown() throws Exception {
    try (RawServer hanging = RawServer.hanging()) {
      client.engine().replaceRules(to("kept", hanging.uri()));
      send(1);

      replaceManyTimes();

      assertThat(client.engine().stats(new MirrorId("kept", "m")).map(MirrorCounts::inFlight))
          .contains(1L);
    }
    assertThat(client.engine().awaitIdle(Fixtures.PATIENCE)).isTrue();
    replaceManyTimes();
    assertThat(client.engine().stats(new MirrorId("kept", "m"))).isEqualTo(Optional.empty());
  }

  @Test
  void whatIsAtRestIsForgotten() throws Exception {
    replaceManyTimes();

    assertThat(client.engine().stats().mirrors()).hasSize(Lanes.Registry.MAX_RETIRED + 1);
  }

  @Test
  void pausesAreBoundedTooAndOneThatIsForgottenIsLogged() throws Exception {
    try (StandardError log = new StandardError()) {
      for (int i = 0; i <= Lanes.Registry.MAX_KEPT + 1; i++) {
        client.engine().replaceRules(to("paused-" + i, mirror.uri()));
        client.engine().pause(new MirrorId("paused-" + i, "m"));
      }

      assertThat(client.engine().stats().mirrors()).hasSize(Lanes.Registry.MAX_KEPT + 1);
      assertThat(log.next("is forgotten, with its pause")).contains("paused-0 -> m");
    }
  }

  private void replaceManyTimes() {
    for (int i = 0; i < MANY; i++) {
      client.engine().replaceRules(to("other-" + i, mirror.uri()));
    }
  }

  private static RouteRule to(String name, URI mirror) {
    return RouteRule.builder(name).destination("*").mirror(Mirror.to(mirror).name("m")).build();
  }

  private void send(int times) throws Exception {
    for (int i = 0; i < times; i++) {
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
    }
  }
}

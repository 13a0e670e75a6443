package io.github.mirror4j.http.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.rule.InvalidConfigurationException;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that share an engine share its lanes, limits, counts and switches, and nothing else. */
class SharedEngineTest {

  private final RecordingServer primary = RecordingServer.responding("primary");
  private final RecordingServer mirror = RecordingServer.responding("mirror");
  private final MirrorEngine engine = engine().build();
  private final MirroringHttpClient one = engine.wrap(Fixtures.plain());
  private final MirroringHttpClient other = engine.wrap(Fixtures.plain());

  @AfterEach
  void close() {
    one.close();
    other.close();
    engine.close();
    primary.close();
    mirror.close();
  }

  @Test
  void copiesOfAllClientsAreCountedTogether() throws Exception {
    send(one);
    send(other);

    assertThat(Fixtures.settled(one).completedInTotal()).isEqualTo(2);
    assertThat(one.engine().stats()).isEqualTo(other.engine().stats()).isEqualTo(engine.stats());
    assertThat(one.engine()).isSameAs(engine);
  }

  @Test
  void switchesAndRulesAreForAllOfThem() throws Exception {
    one.engine().pause();
    send(other);
    assertThat(Fixtures.settled(other).dropped(DropReason.PAUSED)).isEqualTo(1);

    engine.resume();
    other.engine().replaceRules();
    send(one);
    assertThat(one.engine().rules().rules()).isEmpty();
    assertThat(Fixtures.settled(one).selected()).isEqualTo(1);
  }

  @Test
  void aLaneIsFullForAllOfThem() throws Exception {
    CountDownLatch mayRespond = new CountDownLatch(1);
    try (RawServer hung =
            RawServer.doing(
                connection -> {
                  RawServer.readHead(connection);
                  mayRespond.await();
                  RawServer.write(connection, "HTTP/1.1 204 No Content\r\n\r\n");
                });
        MirrorEngine narrow =
            MirrorEngine.builder()
                .rules(Fixtures.copyAll(hung.uri()))
                .maxConcurrentCopies(1)
                .build();
        MirroringHttpClient first = narrow.wrap(Fixtures.plain());
        MirroringHttpClient second = narrow.wrap(Fixtures.plain())) {
      send(first);
      send(second);
      assertThat(narrow.stats().total().dropped(DropReason.LANE_FULL)).isEqualTo(1);
      mayRespond.countDown();
      assertThat(Fixtures.settled(first).completedInTotal()).isEqualTo(1);
    }
  }

  @Test
  void closingOneLeavesTheOtherMirroring() throws Exception {
    AtomicInteger closed = new AtomicInteger();
    engine.onClose(closed::incrementAndGet);
    send(one);
    one.close();
    send(other);
    one.shutdown();
    one.shutdownNow();
    send(other);

    assertThat(Fixtures.settled(other).completedInTotal()).isEqualTo(3);
    assertThat(one.isTerminated()).isTrue();
    assertThat(other.isTerminated()).isFalse();
    assertThat(closed).hasValue(0);
  }

  @Test
  void closingTheEngineEndsMirroringAndNoClient() throws Exception {
    AtomicInteger closed = new AtomicInteger();
    engine.onClose(closed::incrementAndGet);
    engine.close();

    send(one);
    send(engine.wrap(Fixtures.plain()));
    assertThat(Fixtures.settled(one).dropped(DropReason.CLOSED)).isEqualTo(2);
    assertThat(primary.requests()).hasSize(2);
    assertThat(closed).hasValue(1);
  }

  @Test
  void anEngineThatNeverServedAClientCanBeClosed() {
    MirrorEngine idle = engine().build();
    assertThat(idle.stats().total().selected()).isZero();
    idle.close();
    idle.close();
    assertThat(idle).hasToString("MirrorEngine[rules: 1, CLOSED]");
  }

  @Test
  void whatIsWrongIsRefusedWhenItIsBuilt() {
    assertThatThrownBy(() -> engine().maxConcurrentCopies(0).copyTimeout(Duration.ZERO).build())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("mirror engine: 2 problems")
        .hasMessageContaining("maxConcurrentCopies: 0 (expected: 1 to 10000)")
        .hasMessageContaining("copyTimeout: PT0S");
  }

  @Test
  void aClientThatSharesItsCookiesWithTheMirrorClientIsNotWrapped() {
    CookieManager cookies = new CookieManager();
    try (HttpClient copies = HttpClient.newBuilder().cookieHandler(cookies).build();
        HttpClient primaries = HttpClient.newBuilder().cookieHandler(cookies).build();
        MirrorEngine strict = engine().mirrorClient(copies).build()) {
      assertThatThrownBy(() -> strict.wrap(primaries))
          .isInstanceOf(InvalidConfigurationException.class)
          .hasMessageContaining("mirrorClient.cookieHandler: the wrapped client's");
    }
  }

  private MirrorEngine.Builder engine() {
    return MirrorEngine.builder().rules(Fixtures.copyAll(mirror.uri()));
  }

  private void send(MirroringHttpClient client) throws Exception {
    assertThat(client.send(Fixtures.get(primary.uri()), BodyHandlers.ofString()).body())
        .isEqualTo("primary");
  }
}

package io.github.mirror4j.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.LaneState;
import io.github.mirror4j.rule.Mirror;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A mirror that has recovered from a back-off gets a growing share of its copies. */
class SlowStartTest {

  private static final Duration BACK_OFF = Duration.ofSeconds(1);
  private static final Duration SLOW_START = Duration.ofSeconds(10);

  private final AtomicLong nanos = new AtomicLong(Duration.ofDays(1).toNanos());
  private final AtomicBoolean broken = new AtomicBoolean();
  private final RecordingServer primary = RecordingServer.responding("primary");
  private final RawServer mirror =
      RawServer.doing(
          connection -> {
            RawServer.readHead(connection);
            if (!broken.get()) {
              RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }
          });

  @AfterEach
  void close() throws Exception {
    primary.close();
    mirror.close();
  }

  @Test
  void theShareGrowsFromATenthToAll() throws Exception {
    try (MirroringHttpClient client = client(SLOW_START)) {
      recover(client);
      assertThat(sentOf(client, 100)).isEqualTo(10);
      pass(SLOW_START.dividedBy(2));
      assertThat(sentOf(client, 100)).isEqualTo(50);
      pass(SLOW_START.dividedBy(4));
      assertThat(sentOf(client, 100)).isEqualTo(75);
      assertThat(state(client)).isEqualTo(LaneState.SLOW_START);
      pass(SLOW_START.dividedBy(4));
      assertThat(state(client)).isEqualTo(LaneState.SENDING);
      assertThat(sentOf(client, 100)).isEqualTo(100);
    }
  }

  @Test
  void whatIsLeftOutIsCountedWithItsReason() throws Exception {
    try (MirroringHttpClient client = client(SLOW_START)) {
      recover(client);
      int sent = sentOf(client, 30);

      assertThat(client.engine().stats().total().dropped(DropReason.SLOW_START))
          .isEqualTo(30 - sent);
      assertThat(client.engine().explain(Fixtures.get(primary.uri("/"))))
          .contains("is SLOW_START: part of its copies are dropped");
      assertThat(client.engine().status().toText()).contains("SLOW_START");
    }
  }

  @Test
  void aMirrorThatNeverFailedGetsAllFromTheStart() throws Exception {
    try (MirroringHttpClient client = client(SLOW_START)) {
      assertThat(sentOf(client, 30)).isEqualTo(30);
    }
  }

  @Test
  void aSecondFailureBacksOffAsTheFirst() throws Exception {
    try (MirroringHttpClient client = client(SLOW_START)) {
      recover(client);
      pass(SLOW_START);
      broken.set(true);
      sentOf(client, 20);
      assertThat(state(client)).isEqualTo(LaneState.BACKED_OFF);
      recover(client);
      assertThat(sentOf(client, 100)).isEqualTo(10);
    }
  }

  @Test
  void withoutSlowStartAllComeAtOnce() throws Exception {
    try (MirroringHttpClient client = client(Duration.ZERO)) {
      recover(client);
      assertThat(state(client)).isEqualTo(LaneState.SENDING);
      assertThat(sentOf(client, 30)).isEqualTo(30);
    }
  }

  private void recover(MirroringHttpClient client) throws Exception {
    broken.set(true);
    sentOf(client, 20);
    assertThat(state(client)).isEqualTo(LaneState.BACKED_OFF);
    broken.set(false);
    pass(BACK_OFF.plusMillis(1));
    assertThat(sentOf(client, 1)).isEqualTo(1);
  }

  private static LaneState state(MirroringHttpClient client) {
    return client.engine().stats().mirrors().get(0).state();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private int sentOf(MirroringHttpClient client, int count) throws Exception {
    long before = client.engine().stats().total().completedInTotal();
    for (int i = 0; i < count; i++) {
      client.send(Fixtures.get(primary.uri("/")), BodyHandlers.discarding());
      Fixtures.settled(client);
    }
    return (int) (client.engine().stats().total().completedInTotal() - before);
  }

  private MirroringHttpClient client(Duration slowStart) {
    return Fixtures.mirroring(Mirror.to(mirror.uri()))
        .backOff(BACK_OFF, BACK_OFF)
        .slowStart(slowStart)
        .nanoTime(nanos::get)
        .build();
  }
}

package io.github.mirror4j.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A mirror gets no more copies in a second than it was given; the others are dropped at once. */
class MaxPerSecondTest {

  private final AtomicLong nanos = new AtomicLong(Duration.ofDays(1).toNanos());
  private final RecordingServer primary = RecordingServer.responding("primary");
  private final RecordingServer mirror = RecordingServer.responding("mirror");

  @AfterEach
  void close() {
    primary.close();
    mirror.close();
  }

  @Test
  void theCopiesOfOneSecondMayComeAtOnceAndTheRestIsDropped() throws Exception {
    try (MirroringHttpClient client = client(mirror().maxPerSecond(3))) {
      send(client, 10);

      assertThat(counts(client).completedInTotal()).isEqualTo(3);
      assertThat(counts(client).dropped()).isEqualTo(Map.of(DropReason.RATE_LIMITED, 7L));
    }
  }

  @Test
  void rightsComeBackEvenly() throws Exception {
    try (MirroringHttpClient client = client(mirror().maxPerSecond(4))) {
      send(client, 5);
      pass(Duration.ofMillis(249));
      send(client, 1);
      assertThat(counts(client).completedInTotal()).isEqualTo(4);
      pass(Duration.ofMillis(1));
      send(client, 2);
      assertThat(counts(client).completedInTotal()).isEqualTo(5);
      pass(Duration.ofHours(1));
      send(client, 9);
      assertThat(counts(client).completedInTotal()).isEqualTo(9);
    }
  }

  @Test
  void aBurstIsItsOwnSetting() throws Exception {
    try (MirroringHttpClient client = client(mirror().maxPerSecond(0.5, 6))) {
      send(client, 8);
      assertThat(counts(client).completedInTotal()).isEqualTo(6);
      pass(Duration.ofSeconds(2));
      send(client, 2);
      assertThat(counts(client).completedInTotal()).isEqualTo(7);
    }
  }

  @Test
  void aBodyThatCannotBeSentIsNotCaptured() throws Exception {
    try (MirroringHttpClient client = client(mirror().maxPerSecond(1))) {
      send(client, 1);
      List<Long> held = new CopyOnWriteArrayList<>();
      HttpRequest.BodyPublisher body =
          HttpRequest.BodyPublishers.ofByteArrays(
              () ->
                  List.of(new byte[2000], new byte[2000]).stream()
                      .peek(part -> held.add(client.engine().stats().bufferedBytes()))
                      .iterator());
      client.send(Fixtures.post(primary.uri("/"), body), BodyHandlers.discarding());

      assertThat(held).isNotEmpty().containsOnly(0L);
      assertThat(counts(client).dropped(DropReason.RATE_LIMITED)).isEqualTo(1);
    }
  }

  /** Both bodies are captured at the same time, when there is still a right for one of them. */
  @Test
  void ofTwoBodiesAtOnceOneIsSent() throws Exception {
    try (MirroringHttpClient client = client(mirror().maxPerSecond(1))) {
      HttpRequest.BodyPublisher inner = HttpRequest.BodyPublishers.ofString("inner");
      HttpRequest.BodyPublisher outer =
          HttpRequest.BodyPublishers.ofByteArrays(
              () -> {
                try {
                  client.send(Fixtures.post(primary.uri("/"), inner), BodyHandlers.discarding());
                } catch (IOException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                return List.of("outer".getBytes(StandardCharsets.UTF_8)).iterator();
              });
      client.send(Fixtures.post(primary.uri("/"), outer), BodyHandlers.discarding());

      assertThat(counts(client).completedInTotal()).isEqualTo(1);
      assertThat(counts(client).dropped(DropReason.RATE_LIMITED)).isEqualTo(1);
      assertThat(mirror.requests().get(0).body()).asString().isEqualTo("inner");
    }
  }

  @Test
  void oneMirrorsRateIsNotTheOthers() throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(mirror().maxPerSecond(2), Mirror.to(mirror.uri()).name("free"))
            .nanoTime(nanos::get)
            .build()) {
      send(client, 5);

      assertThat(counts(client, "m").completedInTotal()).isEqualTo(2);
      assertThat(counts(client, "free").completedInTotal()).isEqualTo(5);
    }
  }

  /** Nothing is used up where a copy finds no place, or is left out by chance. */
  @Test
  void onlyCopiesThatAreSentCount() throws Exception {
    AtomicLong draws = new AtomicLong();
    try (MirroringHttpClient client =
        Fixtures.mirroring(mirror().percentage(50).maxPerSecond(2))
            .random(() -> draws.getAndIncrement() % 2 == 0 ? -1L : 0L)
            .nanoTime(nanos::get)
            .build()) {
      client.engine().pause();
      send(client, 4);
      client.engine().resume();
      send(client, 4);

      assertThat(counts(client).completedInTotal()).isEqualTo(2);
      assertThat(counts(client).dropped(DropReason.RATE_LIMITED)).isZero();
      assertThat(counts(client).selected()).isEqualTo(4);
    }
  }

  @Test
  void rulesThatAreReplacedGoOnWithWhatIsLeft() throws Exception {
    try (MirroringHttpClient client = client(mirror().maxPerSecond(3))) {
      send(client, 3);
      client.engine().replaceRules(Fixtures.copyAll(mirror().maxPerSecond(3)));
      send(client, 3);

      assertThat(counts(client).completedInTotal()).isEqualTo(3);
      client.engine().replaceRules(Fixtures.copyAll(mirror()));
      send(client, 3);
      assertThat(counts(client).completedInTotal()).isEqualTo(6);
    }
  }

  @Test
  void explainAndStatusSaySo() throws Exception {
    try (MirroringHttpClient client = client(mirror().maxPerSecond(50))) {
      assertThat(client.engine().explain(Fixtures.get(primary.uri("/"))))
          .contains("at most 50 a second");
      assertThat(client.engine().status().rules().toString()).contains("at most 50 a second");
    }
  }

  private Mirror mirror() {
    return Mirror.to(mirror.uri()).name("m");
  }

  private MirroringHttpClient client(Mirror with) {
    return Fixtures.mirroring(with).nanoTime(nanos::get).build();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private void send(MirroringHttpClient client, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      var response = client.send(Fixtures.get(primary.uri("/")), BodyHandlers.ofString());
      assertThat(response.body()).isEqualTo("primary");
    }
  }

  private static MirrorCounts counts(MirroringHttpClient client) throws InterruptedException {
    return Fixtures.settled(client);
  }

  private static MirrorCounts counts(MirroringHttpClient client, String mirror)
      throws InterruptedException {
    assertThat(Fixtures.settled(client)).isNotNull();
    return client.engine().stats(new MirrorId(Fixtures.RULE, mirror)).orElseThrow();
  }
}

package io.github.mirror4j.http.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.LaneState;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The meters tell what the statistics tell. */
class MetricsCountsTest {

  /** Six classes of status, each cause, each reason, timed out, and withheld. */
  private static final int COMBINATIONS =
      6 + FailureCause.values().length + DropReason.values().length + 2;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RecordingServer primary = RecordingServer.responding("ok");
  private final RecordingServer good = RecordingServer.responding("ok");

  @AfterEach
  void close() {
    primary.close();
    good.close();
  }

  @Test
  void eachCombinationIsThereBeforeAnythingHappened() throws Exception {
    try (MirroringHttpClient client = bound(Fixtures.mirroring(to("a", good.uri())))) {
      assertThat(registry.find("mirror4j.copies").tags("mirror", "a").functionCounters())
          .hasSize(COMBINATIONS)
          .allSatisfy(counter -> assertThat(counter.count()).isZero())
          .allSatisfy(
              counter -> assertThat(counter.getId().getTag("rule")).isEqualTo(Fixtures.RULE));
      assertThat(client.engine().stats().total().selected()).isZero();
    }
  }

  @Test
  void copiesAgreeWithTheStatisticsToTheUnitUnderAMixedLoad() throws Exception {
    try (RecordingServer bad =
            RecordingServer.responding((exchange, r) -> exchange.sendResponseHeaders(503, -1));
        RawServer hanging = RawServer.hanging();
        RawServer closing = RawServer.doing(RawServer::readHead);
        MirroringHttpClient client =
            bound(
                Fixtures.mirroring(
                        to("good", good.uri()),
                        to("bad", bad.uri()).bodyLimit(10),
                        to("hanging", hanging.uri()).timeout(Duration.ofMillis(20)),
                        to("closing", closing.uri()),
                        to("refusing", URI.create("http://127.0.0.1:1")))
                    .maxConcurrentCopies(8)
                    .withoutBackOff())) {
      try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
        for (int i = 0; i < 200; i++) {
          String body = "x".repeat(i % 20);
          callers.submit(
              () -> client.send(Fixtures.post(primary.uri(), body), BodyHandlers.discarding()));
        }
      }
      assertThat(Fixtures.settled(client).selected()).isEqualTo(1000);
      double sum = 0;
      for (MirrorCounts row : client.engine().stats().mirrors()) {
        sum += expectSame(row);
      }
      assertThat(sum).isEqualTo(1000);
    }
  }

  @Test
  void eachCopyThatWasSentIsTimed() throws Exception {
    try (RawServer hanging = RawServer.hanging();
        MirroringHttpClient client =
            bound(
                Fixtures.mirroring(
                    to("good", good.uri()),
                    to("late", hanging.uri()).timeout(Duration.ofMillis(1)),
                    to("gone", URI.create("http://127.0.0.1:1"))))) {
      send(client);
      Fixtures.settled(client);
      client.engine().pause();
      send(client);
      for (String mirror : new String[] {"good completed", "late timed_out", "gone failed"}) {
        String[] names = mirror.split(" ");
        Timer timer =
            registry
                .get("mirror4j.copy.duration")
                .tags("mirror", names[0], "outcome", names[1])
                .timer();
        assertThat(FaultResources.await(() -> timer.count() == 1)).as(mirror).isTrue();
        assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive();
      }
      assertThat(registry.get("mirror4j.copy.duration").timers()).hasSize(9);
    }
  }

  @Test
  void whatIsInFlightAndWhatItHolds() throws Exception {
    CountDownLatch mayRespond = new CountDownLatch(1);
    try (RawServer slow =
            RawServer.doing(
                connection -> {
                  RawServer.readHead(connection);
                  mayRespond.await();
                  RawServer.write(connection, "HTTP/1.1 204 No Content\r\n\r\n");
                });
        MirroringHttpClient client =
            bound(Fixtures.mirroring(to("slow", slow.uri())).bodyMemory(100_000))) {
      client.send(Fixtures.post(primary.uri(), "body"), BodyHandlers.discarding());

      Gauge inFlight = registry.get("mirror4j.copies.in.flight").gauge();
      Gauge held = registry.get("mirror4j.body.memory.used").gauge();
      assertThat(inFlight.value()).isEqualTo(1);
      assertThat(held.value()).isEqualTo(client.engine().stats().bufferedBytes()).isPositive();
      assertThat(registry.get("mirror4j.body.memory.max").gauge().value()).isEqualTo(100_000);
      mayRespond.countDown();
      Fixtures.settled(client);
      assertThat(inFlight.value()).isZero();
      assertThat(held.value()).isZero();
    }
  }

  @Test
  void theLanesState() throws Exception {
    MirroringHttpClient client = bound(Fixtures.mirroring(to("a", good.uri())));
    expectState("sending");
    client.engine().pause(new MirrorId(Fixtures.RULE, "a"));
    expectState("paused");
    client.close();
    expectState("closed");
  }

  @Test
  void whatConcernsAllMirrors() throws Exception {
    try (MirroringHttpClient client = bound(Fixtures.mirroring(to("a", good.uri())))) {
      FunctionTimer dispatchTime = registry.get("mirror4j.dispatch").functionTimer();
      TimeGauge longest = registry.get("mirror4j.dispatch.max").timeGauge();
      assertThat(longest.value(TimeUnit.NANOSECONDS)).isZero();
      send(client);
      assertThat(dispatchTime.count()).isEqualTo(1);
      assertThat(dispatchTime.totalTime(TimeUnit.NANOSECONDS))
          .isPositive()
          .isEqualTo(longest.value(TimeUnit.NANOSECONDS));

      client.send(
          HttpRequest.newBuilder(primary.uri()).header("X-Mirror4J", "other").build(),
          BodyHandlers.discarding());
      assertThat(registry.get("mirror4j.requests.already.mirrored").functionCounter().count())
          .isEqualTo(1);
      assertThat(registry.get("mirror4j.internal.errors").functionCounter().count()).isZero();
      assertThat(registry.get("mirror4j.listener.missed").functionCounter().count()).isZero();
    }
  }

  private void expectState(String state) {
    assertThat(registry.get("mirror4j.lane.state").gauges())
        .hasSize(LaneState.values().length)
        .filteredOn(gauge -> gauge.value() == 1)
        .extracting(gauge -> gauge.getId().getTag("state"))
        .containsExactly(state);
  }

  /** Gives the sum over all counters of the mirror. */
  private double expectSame(MirrorCounts row) {
    for (int status = 1; status < 6; status++) {
      expect(row, "completed", status + "xx", row.completed(status));
    }
    expect(row, "completed", "other", row.completed(0));
    for (FailureCause cause : FailureCause.values()) {
      expect(row, "failed", cause.name(), row.failed(cause));
    }
    for (DropReason reason : DropReason.values()) {
      expect(row, "dropped", reason.name(), row.dropped(reason));
    }
    expect(row, "timed_out", "none", row.timedOut());
    return registry
        .get("mirror4j.copies")
        .tags("mirror", row.id().mirror())
        .functionCounters()
        .stream()
        .mapToDouble(FunctionCounter::count)
        .sum();
  }

  private void expect(MirrorCounts row, String outcome, String reason, long count) {
    String lower = reason.toLowerCase(Locale.ROOT);
    assertThat(
            registry
                .get("mirror4j.copies")
                .tags("rule", row.id().rule(), "mirror", row.id().mirror())
                .tags("outcome", outcome, "reason", lower)
                .functionCounter()
                .count())
        .as("%s %s %s", row.id().mirror(), outcome, reason)
        .isEqualTo(count);
  }

  private static Mirror to(String name, URI uri) {
    return Mirror.to(uri).name(name);
  }

  private MirroringHttpClient bound(MirroringHttpClient.Builder builder) {
    MirroringHttpClient client = builder.build();
    new MirrorMetrics(client.engine()).bindTo(registry);
    return client;
  }

  private void send(MirroringHttpClient client) throws Exception {
    client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
  }
}

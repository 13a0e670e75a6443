package io.github.mirror4j.http.overhead;

import static io.github.mirror4j.http.fixture.Fixtures.get;
import static io.github.mirror4j.http.fixture.Fixtures.mirroringTo;
import static io.github.mirror4j.http.fixture.Fixtures.post;
import static io.github.mirror4j.http.fixture.Fixtures.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.compare.ReportSection;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.OverheadMeasurement;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.OverheadMeasure;
import io.github.mirror4j.http.stats.OverheadReport;
import io.github.mirror4j.rule.InvalidConfigurationException;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The measurement of what mirroring costs, in a running client. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OverheadMeasurementTest {

  private static final Duration SLICE = Duration.ofMillis(100);
  private static final Duration WASH_OUT = Duration.ofMillis(20);

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final RecordingServer mirror = RecordingServer.responding("ok");
  private final MirroringHttpClient client = mirroringTo(mirror.uri());
  private final MirrorEngine engine = client.engine();

  @AfterEach
  void close() {
    client.close();
    primary.close();
    mirror.close();
  }

  @Test
  void everyCallGetsItsResponseAndEveryCopyIsSentOrWithheld() throws Exception {
    OverheadReport report;
    long calls = 0;
    try (OverheadMeasurement measurement = engine.measureOverhead(SLICE, WASH_OUT)) {
      while (measurement.report().pairs() < 2) {
        assertThat(client.send(get(primary.uri()), BodyHandlers.ofString()).statusCode())
            .isEqualTo(200);
        assertThat(
                client
                    .sendAsync(post(primary.uri(), "body"), BodyHandlers.ofByteArray())
                    .join()
                    .statusCode())
            .isEqualTo(200);
        calls += 2;
      }
      report = measurement.report();
    }

    assertThat(report.of(OverheadMeasure.HEAD_P50).pairs()).isEqualTo(2);
    assertThat(report.of(OverheadMeasure.CALL_P99).median()).isPositive();
    assertThat(report.calls()).isBetween(80L, calls);
    MirrorCounts counts = settled(client);
    assertThat(counts.selected()).isEqualTo(calls);
    assertThat(counts.withheld()).isPositive();
    assertThat(counts.completed(2)).isPositive();
    assertThat(counts.droppedInTotal()).isZero();
  }

  @Test
  void onceClosedAllCopiesAreSent() throws Exception {
    engine.measureOverhead(SLICE, WASH_OUT).close();
    MirrorCounts before = settled(client);

    for (int i = 0; i < 10; i++) {
      client.send(get(primary.uri()), BodyHandlers.discarding());
    }

    assertThat(settled(client).since(before).completed(2)).isEqualTo(10);
  }

  @Test
  void whatARuleDoesNotMirrorIsNotMeasured() throws Exception {
    engine.replaceRules();
    try (OverheadMeasurement measurement = engine.measureOverhead(SLICE, Duration.ZERO)) {
      while (measurement.report().unusedPairs() < 1) {
        client.send(get(primary.uri()), BodyHandlers.discarding());
      }
      assertThat(measurement.report().calls()).isZero();
    }
  }

  @Test
  void oneMeasurementAtATime() {
    try (OverheadMeasurement first = engine.measureOverhead()) {
      assertThat(first.report().running()).isTrue();
      assertThatThrownBy(engine::measureOverhead)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("running already");
    }
    engine.measureOverhead().close();
  }

  @Test
  void endsWithItsEngine() {
    OverheadMeasurement measurement = engine.measureOverhead();

    client.close();

    assertThat(measurement.report().running()).isFalse();
    assertThatThrownBy(engine::measureOverhead)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void absurdDurationsAreRefusedTogether() {
    assertThatThrownBy(() -> engine.measureOverhead(Duration.ofMillis(99), Duration.ofMinutes(11)))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("slice: PT0.099S (expected: PT0.1S to PT1M)")
        .hasMessageContaining("washOut: PT11M (expected: PT0S to PT10M)");
  }

  @Test
  void isASectionForTheReportPage() {
    engine.measureOverhead(SLICE, WASH_OUT).close();

    ReportSection section = engine.overhead().orElseThrow().toSection();

    assertThat(section.title()).isEqualTo("What mirroring costs the callers");
    assertThat(section.sentences().get(0))
        .isEqualTo("Nothing is proven yet, after 0 of at least 7 pairs of slices.");
    assertThat(section.sentences().get(1)).contains("slices of 100 ms, wash-outs of 20 ms");
    assertThat(section.table().orElseThrow().rows())
        .hasSize(OverheadMeasure.values().length)
        .contains(List.of("time of the call, p99", "-", "-", "-", "0"));
  }

  @Test
  void isPartOfTheStatus() {
    assertThat(engine.overhead()).isEmpty();
    assertThat(engine.status().toJson()).doesNotContain("\"overhead\"");
    engine.measureOverhead().close();

    assertThat(engine.status().toText()).contains("Overhead of mirroring", "Nothing is proven yet");
    assertThat(engine.status().toJson()).contains("\"overhead\":{\"summary\":\"Nothing is proven");
    assertThat(engine.overhead().orElseThrow().toJson()).contains("\"CPU_PER_CALL\"");
  }
}

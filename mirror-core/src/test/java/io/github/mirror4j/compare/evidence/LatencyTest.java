package io.github.mirror4j.compare.evidence;

import static io.github.mirror4j.compare.evidence.Traffic.atOnce;
import static io.github.mirror4j.compare.evidence.Traffic.json;
import static io.github.mirror4j.compare.evidence.Traffic.took;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.CheckResult;
import io.github.mirror4j.compare.Verdict.State;
import io.github.mirror4j.compare.evidence.Leg.Failed;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.MirrorTarget;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the times of copies prove. */
class LatencyTest {

  private static final String HTTP = "HTTP_1_1 http";
  private static final Leg.Responded OK = json("{\"a\":1}");

  private static Comparison.Builder wide() {
    return atOnce().margin(Check.CONTENT, 1).margin(Check.PERSISTENT, 1).margin(Check.ERRORS, 1);
  }

  @Test
  void aSlowVersionIsNotFoundSafe() {
    Traffic traffic = new Traffic(wide().build());
    add(traffic, 900, 80, 20);

    assertEquals(State.UNDECIDED, traffic.report().verdict().state());
    assertTrue(
        traffic.report().verdict().because().contains("more responses take over 32 ms"),
        () -> traffic.report().toText());
  }

  @Test
  void itIsNotSafeIfTheUserSetAMarginAndTheBaselineHasItsOwnDeployment() {
    Traffic traffic =
        new Traffic(
            Comparison.withBaselineAt(new MirrorTarget.ToUri(URI.create("http://twin:80")), 100)
                .warmUp(Duration.ZERO, 0)
                .margin(Check.SLOWER, 1)
                .build());
    add(traffic, 300, 80, 20);

    assertEquals(State.NOT_SAFE, traffic.report().verdict().state());
    assertTrue(traffic.report().verdict().because().contains("take over"));
  }

  @Test
  void aMarginAloneWithholdsSafe() {
    Traffic traffic = new Traffic(wide().margin(Check.SLOWER, 1).build());
    add(traffic, 900, 80, 20);

    assertEquals(State.UNDECIDED, traffic.report().verdict().state());
  }

  @Test
  void equalTimesAreFine() {
    Traffic traffic = new Traffic(wide().margin(Check.SLOWER, 1).build());
    add(traffic, 900, 20, 20);
    add(traffic, 900, 40, 40);

    assertEquals(State.SAFE, traffic.report().verdict().state(), () -> traffic.report().toText());
  }

  @Test
  void thresholdsOfTheUserTakeTheLaddersPlace() {
    Traffic traffic = new Traffic(atOnce().slowerThan(Duration.ofMillis(50)).build());
    add(traffic, 100, 80, 20);

    assertEquals(List.of(Duration.ofMillis(50)), thresholds(traffic));
  }

  @Test
  void aThresholdIsLiveOnlyOnceSomePastPairExceededIt() {
    Traffic traffic = new Traffic(atOnce().slowerThan(Duration.ofMillis(50)).build());
    add(traffic, 100, 20, 20);
    assertEquals(List.of(), thresholds(traffic));

    add(traffic, 2, 80, 20);

    assertEquals(List.of(Duration.ofMillis(50)), thresholds(traffic));
    assertEquals(1, slower(traffic).n(), "the pair that made it live does not count");
  }

  @Test
  void copiesOfDifferentProtocolsAreNotTimedAgainstEachOther() {
    Traffic traffic = new Traffic(atOnce().build());
    for (int i = 0; i < 100; i++) {
      traffic.triple("/a", OK, took(OK, ms(80), "HTTP_2 https"), took(OK, ms(20), HTTP));
    }

    assertEquals(List.of(), thresholds(traffic));
    assertEquals(List.of(), traffic.report().key().latency());
  }

  @Test
  void aTimeoutIsSlow() {
    Traffic traffic = new Traffic(atOnce().slowerThan(Duration.ofMillis(50)).build());
    add(traffic, 30, 60, 20);
    for (int i = 0; i < 10; i++) {
      Leg timedOut = new Failed(Failed.Kind.TIMED_OUT, ms(5_000).toNanos());
      traffic.triple("/a", OK, timedOut, took(OK, ms(20), HTTP));
    }

    assertEquals(20, slower(traffic).b(), "10 of them are live ones, 10 are timeouts");
  }

  @Test
  void quantilesAreWithinTheWidthOfABucket() {
    LatencyHistogram histogram = new LatencyHistogram();
    for (int millis = 1; millis <= 1_000; millis++) {
      histogram.add(ms(millis).toNanos());
    }

    assertEquals(500, histogram.quantile(0.5).toMillis(), 45);
    assertEquals(990, histogram.quantile(0.99).toMillis(), 90);
  }

  private static void add(Traffic traffic, int times, int candidate, int baseline) {
    for (int i = 0; i < times; i++) {
      traffic.triple("/a", OK, took(OK, ms(candidate), HTTP), took(OK, ms(baseline), HTTP));
    }
  }

  private static List<Duration> thresholds(Traffic traffic) {
    return traffic.report().key().checks().stream()
        .filter(check -> check.check() == Check.SLOWER)
        .map(CheckResult::threshold)
        .toList();
  }

  private static CheckResult slower(Traffic traffic) {
    return traffic.report().key().checks().stream()
        .filter(check -> check.check() == Check.SLOWER)
        .findFirst()
        .orElseThrow();
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }
}

package io.github.mirror4j.compare.evidence;

import static io.github.mirror4j.compare.evidence.Traffic.atOnce;
import static io.github.mirror4j.compare.evidence.Traffic.json;
import static io.github.mirror4j.compare.evidence.Traffic.took;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.CheckResult;
import io.github.mirror4j.compare.Verdict.State;
import io.github.mirror4j.compare.count.LatencyHistogram;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.compare.pair.Leg.Failed;
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

  /** v1 has just responded to the same request: some milliseconds less are no wonder. */
  @Test
  void someMillisecondsThatNobodyAskedAboutDecideNothing() {
    Traffic traffic = new Traffic(wide().minimumRequests(300).minimumSpan(Duration.ZERO).build());
    add(traffic, 900, 6, 2);

    assertEquals(State.SAFE, traffic.report().verdict().state(), () -> traffic.report().toText());
  }

  @Test
  void thresholdsOfTheUsersCountHoweverShort() {
    Traffic traffic = new Traffic(wide().slowerThan(Duration.ofMillis(4)).build());
    add(traffic, 900, 6, 2);

    assertTrue(traffic.report().verdict().because().contains("more responses take over 4 ms"));
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

  /** v1 takes over 64 ms in 70 % of the responses, v2 in all: both do in most. */
  @Test
  void aSlowVersionIsNotFoundSafeWhereMostCopiesOfBothAreSlow() {
    Traffic traffic = new Traffic(wide().build());
    for (int i = 0; i < 900; i++) {
      add(traffic, 1, 80, i % 10 < 7 ? 80 : 50);
    }

    assertEquals(State.UNDECIDED, traffic.report().verdict().state());
    assertTrue(
        traffic.report().verdict().because().contains("more responses take over 64 ms"),
        () -> traffic.report().toText());
  }

  @Test
  void withAMarginTimesThatWereNeverMeasuredWithholdSafe() {
    withholdsSafe("HTTP_2 https", 20, 20, "latency: no copies could be timed against each other");
    assertEquals(State.SAFE, untimed(wide()).report().verdict().state());
  }

  @Test
  void withAMarginAThresholdThatAllExceedWithholdsSafe() {
    Traffic traffic =
        new Traffic(wide().margin(Check.SLOWER, 1).slowerThan(Duration.ofMillis(10)).build());
    add(traffic, 900, 20, 20);

    lacks(traffic, "latency: v1 itself takes longer than all thresholds in most responses");
  }

  @Test
  void withAMarginAThresholdThatNobodyExceedsTakesEnoughPairs() {
    Traffic traffic =
        new Traffic(wide().margin(Check.SLOWER, 1).slowerThan(Duration.ofMillis(50)).build());
    add(traffic, 100, 20, 20);
    lacks(traffic, "latency: about");

    add(traffic, 800, 20, 20);
    assertEquals(State.SAFE, traffic.report().verdict().state(), () -> traffic.report().toText());
  }

  @Test
  void withAMarginFewTriplesThatSayAnythingWithholdSafe() {
    Traffic traffic = new Traffic(wide().margin(Check.SLOWER, 1).build());
    for (int i = 0; i < 900; i++) {
      int same = i % 10 < 7 ? 80 : 50;
      add(traffic, 1, same, same);
    }

    lacks(traffic, "latency: about");
  }

  private static void withholdsSafe(String protocol, int candidate, int baseline, String lack) {
    Traffic traffic = new Traffic(wide().margin(Check.SLOWER, 1).build());
    for (int i = 0; i < 900; i++) {
      traffic.triple("/a", OK, took(OK, ms(candidate), protocol), took(OK, ms(baseline), HTTP));
    }
    lacks(traffic, lack);
  }

  private static Traffic untimed(Comparison.Builder settings) {
    Traffic traffic = new Traffic(settings.build());
    for (int i = 0; i < 900; i++) {
      traffic.triple("/a", OK, took(OK, ms(20), "HTTP_2 https"), took(OK, ms(20), HTTP));
    }
    return traffic;
  }

  private static void lacks(Traffic traffic, String lack) {
    assertEquals(State.UNDECIDED, traffic.report().verdict().state());
    assertTrue(
        traffic.report().lacks().stream().anyMatch(each -> each.contains(lack)),
        () -> traffic.report().toText());
  }

  @Test
  void equalTimesAreFine() {
    Traffic traffic = new Traffic(wide().margin(Check.SLOWER, 1).build());
    for (int i = 0; i < 900; i++) {
      int same = i % 4 == 0 ? 40 : 20;
      add(traffic, 1, same, same);
    }

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

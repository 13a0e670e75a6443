package io.github.mirror4j.compare.evidence;

import static io.github.mirror4j.compare.evidence.Traffic.json;
import static io.github.mirror4j.compare.evidence.Traffic.response;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.Verdict.State;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each minimum that SAFE needs, met exactly, and missed by one. */
class JustEnoughTest {

  private static final int PAIRS = 900;

  /** The time from the first of so many pairs to the last. */
  private static final Duration SPAN = Duration.ofSeconds(10L * (PAIRS - 1));

  private static Traffic traffic(UnaryOperator<Comparison.Builder> change) {
    Comparison.Builder settings =
        Traffic.atOnce()
            .margin(Check.CONTENT, 1)
            .margin(Check.PERSISTENT, 1)
            .margin(Check.ERRORS, 1);
    return new Traffic(change.apply(settings).build());
  }

  @Test
  void distinctRequests() {
    Traffic enough = traffic(settings -> settings.minimumRequests(PAIRS));
    enough.same(PAIRS, "/a");
    Traffic tooFew = traffic(settings -> settings.minimumRequests(PAIRS + 1));
    tooFew.same(PAIRS, "/a");

    safe(enough);
    withheld(tooFew, "900 of 901 distinct requests were compared");
  }

  @Test
  void theTimeFromTheFirstPairToTheLast() {
    Traffic enough = traffic(settings -> settings.minimumSpan(SPAN));
    enough.same(PAIRS, "/a");
    Traffic tooShort = traffic(settings -> settings.minimumSpan(SPAN.plusSeconds(1)));
    tooShort.same(PAIRS, "/a");

    safe(enough);
    withheld(tooShort, "the pairs span 2 h 29 min of ");
  }

  @Test
  void comparedPairs() {
    Traffic enough = traffic(settings -> settings.minimumCompared(90));
    enough.same(PAIRS, "/a");
    lose(enough, 100, LossReason.PRIMARY_TOO_LARGE);
    safe(enough);

    lose(enough, 1, LossReason.PRIMARY_TOO_LARGE);
    withheld(
        enough, "only 89.9 % of the pairs were compared; the main reason is PRIMARY_TOO_LARGE");
  }

  /** An endpoint needs 20 triples to be judged. */
  @Test
  void trafficToEndpointsThatCouldBeJudged() {
    Traffic enough = traffic(settings -> settings.minimumJudged(100).endpoint("/a").endpoint("/b"));
    enough.same(PAIRS, "/a");
    enough.same(19, "/b");
    withheld(enough, "only 97.9 % of the traffic goes to endpoints that could be judged");

    enough.same(1, "/b");
    safe(enough);
  }

  @Test
  void copiesTreatedLikePrimaries() {
    Traffic traffic = traffic(settings -> settings);
    traffic.same(PAIRS, "/a");
    refuse(traffic, 9);
    safe(traffic);

    traffic = traffic(settings -> settings);
    traffic.same(PAIRS - 9, "/a");
    refuse(traffic, 9);
    withheld(traffic, "1 % of the copies are treated unlike their primaries: 401 for 200");
  }

  /** The pair that ends the warm-up counts. */
  @ParameterizedTest
  @CsvSource({"0, 0, 1, 1", "0, 9, 9, 0", "0, 9, 10, 1", "90, 0, 9, 0", "90, 0, 10, 1"})
  void theWarmUp(int seconds, int warmUpPairs, int pairs, int counted) {
    Traffic traffic =
        traffic(settings -> settings.warmUp(Duration.ofSeconds(seconds), warmUpPairs));
    traffic.same(pairs, "/a");

    assertEquals(counted, traffic.report().key().triples());
  }

  /** What the new version may have caused by being slow counts as if it had differed. */
  @ParameterizedTest
  @EnumSource
  void lossesThatTheNewVersionMayHaveCaused(LossReason reason) {
    Traffic traffic = traffic(settings -> settings.minimumCompared(1));
    traffic.same(PAIRS, "/a");
    lose(traffic, 12, reason);

    switch (reason) {
      case LANE_FULL, TOTAL_FULL, BACKED_OFF, RATE_LIMITED ->
          withheld(traffic, "errors: more traffic alone will not prove it fine");
      case COPIES_UNLIKE_PRIMARY -> withheld(traffic, "treated unlike their primaries");
      default -> safe(traffic);
    }
  }

  private static void lose(Traffic traffic, int times, LossReason reason) {
    for (int i = 0; i < times; i++) {
      traffic.evidence().selected();
      traffic.evidence().lost(reason);
    }
  }

  /** Copies without the credentials of their primaries. */
  private static void refuse(Traffic traffic, int times) {
    for (int i = 0; i < times; i++) {
      traffic.triple("/a", json("1"), response(401, ""), response(401, ""));
    }
  }

  private static void safe(Traffic traffic) {
    ComparisonReport report = traffic.report();
    assertEquals(List.of(), report.lacks(), report::toText);
    assertEquals(State.SAFE, report.verdict().state(), report::toText);
  }

  private static void withheld(Traffic traffic, String because) {
    ComparisonReport report = traffic.report();
    assertEquals(State.UNDECIDED, report.verdict().state(), report::toText);
    assertEquals(
        1, report.lacks().stream().filter(lack -> lack.contains(because)).count(), report::toText);
  }
}

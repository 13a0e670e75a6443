package io.github.mirror4j.compare.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.MirrorTarget;
import java.net.URI;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How many pairs a verdict takes, with the margins and the split of the level. */
class VerdictPowerTest {

  private static final int WARM_UP = 100;

  @Test
  void tenDifferencesToNothingAreNotSafe() {
    WatchedEvidence evidence = warm(Comparison.withBaseline(20).build());
    for (int i = 0; i < 10; i++) {
      assertEquals(0, evidence.notSafeAt());
      evidence.triple("/orders", true, false);
    }

    assertEquals(WARM_UP + 10, evidence.notSafeAt());
  }

  @Test
  void tenErrorsToNothingAreNotSafe() {
    WatchedEvidence evidence = warm(Comparison.withBaseline(20).build());
    for (int i = 0; i < 9; i++) {
      evidence.errors("/orders", true, false);
    }
    assertEquals(0, evidence.notSafeAt());

    evidence.errors("/orders", true, false);

    assertEquals(WARM_UP + 10, evidence.notSafeAt());
  }

  @Test
  void cleanTriplesAreSafeAtTheSmallestMargin() {
    WatchedEvidence evidence = warm(Comparison.withBaseline(20).build());
    while (!evidence.wasSafe() && evidence.pairs() < 10_000) {
      evidence.triple("/orders", false, false);
    }

    assertEquals(WARM_UP + 4_159, evidence.safeAt());
  }

  @Test
  void onePercentOfWrongResponsesIsFoundWithinTwoThousandPairs() {
    Simulation simulation =
        Simulation.of(
            Comparison.withBaseline(20).build(),
            60,
            6_000,
            (random, pairs) -> pairs.triple("/orders", hits(random, 0.01), false));

    long median = simulation.median(WatchedEvidence::notSafeAt);
    assertTrue(median < 2_000, () -> "median: " + median);
  }

  @Test
  void confirmationFindsInNoiseWhatWouldDrownInIt() {
    Simulation simulation =
        Simulation.of(
            Comparison.withBaseline(20).build(),
            40,
            8_000,
            (random, pairs) -> {
              boolean wrong = hits(random, 0.01);
              pairs.triple(
                  "/orders",
                  wrong || hits(random, 0.1),
                  hits(random, 0.1),
                  () -> wrong || hits(random, 0.1),
                  () -> hits(random, 0.1));
            });

    long median = simulation.median(WatchedEvidence::notSafeAt);
    assertTrue(median < 6_000, () -> "median: " + median);
  }

  @Test
  void anEqualVersionInNoiseIsFoundSafe() {
    Simulation simulation =
        Simulation.of(
            Comparison.withBaseline(20)
                .margin(Check.CONTENT, 1)
                .margin(Check.PERSISTENT, 0.5)
                .margin(Check.ERRORS, 0.5)
                .build(),
            40,
            12_000,
            (random, pairs) ->
                pairs.triple(
                    "/orders",
                    hits(random, 0.01),
                    hits(random, 0.01),
                    () -> hits(random, 0.01),
                    () -> hits(random, 0.01)));

    assertTrue(simulation.wasSafe() > 0.9, () -> "SAFE: " + simulation.wasSafe());
    long median = simulation.median(WatchedEvidence::safeAt);
    assertTrue(median < 1.2 * 1_720 + WARM_UP, () -> "median: " + median);
  }

  @Test
  void fewRequestsThatTakeLongAreFound() {
    Comparison settings =
        Comparison.withBaselineAt(new MirrorTarget.ToUri(URI.create("http://v1-twin:80")), 20)
            .margin(Check.SLOWER, 0.0001)
            .build();
    Simulation simulation =
        Simulation.of(
            settings,
            30,
            8_000,
            (random, pairs) -> {
              double shared = 20e6 * Math.exp(0.5 * random.nextGaussian());
              double slow = hits(random, 0.02) ? 5 : 1;
              pairs.times(
                  "/orders",
                  (long) (slow * shared * Math.exp(0.3 * random.nextGaussian())),
                  (long) (shared * Math.exp(0.3 * random.nextGaussian())));
            });

    long median = simulation.median(WatchedEvidence::notSafeAt);
    assertTrue(median < 4_000, () -> "median: " + median);
  }

  private static WatchedEvidence warm(Comparison settings) {
    WatchedEvidence evidence = new WatchedEvidence(settings, 0);
    for (int i = 0; i < WARM_UP; i++) {
      evidence.triple("/orders", false, false);
    }
    return evidence;
  }

  private static boolean hits(SplittableRandom random, double chance) {
    return random.nextDouble() < chance;
  }
}

package io.github.mirror4j.compare.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A new version that is worse by the margin is found safe in at most 5 % of comparisons, whatever
 * hides it, although somebody looks after every pair.
 */
class WrongSafeTest {

  private static final int RUNS = 60;
  private static final double LEVEL = 0.05;
  private static final double EXTRA = 0.01;

  /** Margins that are decided within some hundred pairs. */
  private static final Comparison WIDE = wide().build();

  private static Comparison.Builder wide() {
    return Comparison.withBaseline(20)
        .margin(Check.CONTENT, 1)
        .margin(Check.PERSISTENT, 1)
        .margin(Check.ERRORS, 1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.0005, 0.01, 0.3})
  void asMuchWorseAsTheMargin(double noise) {
    seldomSafe(
        Simulation.of(
            WIDE,
            RUNS,
            2_000,
            (random, pairs) -> {
              boolean wrong = hits(random, EXTRA);
              pairs.triple(
                  "/orders",
                  wrong || hits(random, noise),
                  !wrong && hits(random, noise),
                  () -> wrong || hits(random, noise),
                  () -> hits(random, noise));
            }));
  }

  @Test
  void bothCopiesAlwaysDiffer() {
    neverSafe(
        Simulation.of(WIDE, 5, 2_000, (random, pairs) -> pairs.triple("/orders", true, true)));
  }

  @Test
  void theBaselineOfAnEndpointIsUnlikeThePrimary() {
    neverSafe(
        Simulation.of(
            WIDE,
            20,
            2_000,
            (random, pairs) -> {
              boolean unlike = hits(random, 0.1);
              pairs.triple(unlike ? "/unlike" : "/orders", unlike, unlike);
            }));
  }

  @Test
  void theContentChangesBetweenPrimaryAndCopies() {
    seldomSafe(
        Simulation.of(
            WIDE,
            RUNS,
            2_000,
            (random, pairs) -> {
              boolean changed = hits(random, 0.01);
              boolean wrong = hits(random, EXTRA / 0.99);
              pairs.triple("/orders", changed || wrong, changed);
            }));
  }

  @Test
  void theWorstCopiesAreNeverSent() {
    seldomSafe(
        Simulation.of(
            WIDE,
            RUNS,
            2_000,
            (random, pairs) -> {
              boolean wrong = hits(random, EXTRA);
              if (wrong && hits(random, 0.9)) {
                pairs.lost(LossReason.LANE_FULL);
              } else {
                pairs.triple("/orders", wrong, false);
              }
            }));
  }

  @Test
  void theWorstCopiesFindNoMemory() {
    seldomSafe(
        Simulation.of(
            WIDE,
            RUNS,
            2_000,
            (random, pairs) -> {
              if (hits(random, EXTRA)) {
                pairs.lost(LossReason.COPY_MEMORY_FULL);
              } else {
                pairs.triple("/orders", false, false);
              }
            }));
  }

  @Test
  void theWorstCopiesTimeOut() {
    seldomSafe(
        Simulation.of(
            WIDE,
            RUNS,
            2_000,
            (random, pairs) -> {
              if (hits(random, EXTRA)) {
                pairs.errors("/orders", true, false);
              } else {
                pairs.triple("/orders", false, false);
              }
            }));
  }

  @Test
  void confirmationsAreLost() {
    seldomSafe(
        Simulation.of(
            wide().margin(Check.CONTENT, 20).build(),
            RUNS,
            2_000,
            (random, pairs) -> {
              if (hits(random, EXTRA)) {
                pairs.unconfirmed("/orders", true, false);
              } else {
                pairs.triple("/orders", false, false);
              }
            }));
  }

  @Test
  void theSameRequestsAgainAndAgain() {
    Simulation simulation =
        Simulation.of(
            wide().repeatAfter(Duration.ofHours(24)).build(),
            20,
            8_000,
            (random, pairs) -> {
              int request = random.nextInt(390);
              pairs.repeated(request, "/orders", false, false);
            });
    neverSafe(simulation);
  }

  @Test
  void aBrokenEndpointOfLittleTraffic() {
    neverSafe(
        Simulation.of(
            Comparison.withBaseline(20)
                .margin(Check.CONTENT, 1)
                .margin(Check.PERSISTENT, 1)
                .margin(Check.ERRORS, 0.1)
                .build(),
            20,
            8_000,
            (random, pairs) -> {
              boolean rare = hits(random, 0.003);
              pairs.triple(rare ? "/rare" : "/orders", rare, false);
            }));
  }

  @Test
  void manyEndpointsOfWhichNoneCanBeJudged() {
    neverSafe(
        Simulation.of(
            WIDE,
            2,
            1_000,
            (random, pairs) ->
                pairs.triple("/" + random.nextInt(180), hits(random, 0.001), false)));
  }

  private static boolean hits(SplittableRandom random, double chance) {
    return random.nextDouble() < chance;
  }

  private static void seldomSafe(Simulation simulation) {
    assertTrue(simulation.wasSafe() <= LEVEL, () -> "SAFE: " + simulation.wasSafe());
  }

  private static void neverSafe(Simulation simulation) {
    assertEquals(0, simulation.wasSafe());
  }
}

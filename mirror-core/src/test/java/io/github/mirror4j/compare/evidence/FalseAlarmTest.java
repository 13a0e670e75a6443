package io.github.mirror4j.compare.evidence;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.MirrorTarget;
import java.net.URI;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A new version like the old one is found not to be safe in at most 5 % of comparisons, however
 * noisy both are, although somebody looks after every pair.
 */
class FalseAlarmTest {

  private static final int RUNS = 60;
  private static final double LEVEL = 0.05;

  /** Margins next to nothing, so that each alarm that the formula lets pass is seen. */
  private static final Comparison STRICT = strict().build();

  private static Comparison.Builder strict() {
    return Comparison.withBaseline(20)
        .margin(Check.CONTENT, 0.0001)
        .margin(Check.PERSISTENT, 0.0001)
        .margin(Check.ERRORS, 0.0001);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0005, 0.01, 0.3})
  void noise(double noise) {
    quiet(
        Simulation.of(
            STRICT,
            RUNS,
            4_000,
            (random, pairs) ->
                pairs.triple(
                    "/orders",
                    hits(random, noise),
                    hits(random, noise),
                    () -> hits(random, noise),
                    () -> hits(random, noise))));
  }

  @Test
  void noiseThatBelongsToTheRequest() {
    quiet(
        Simulation.of(
            STRICT,
            RUNS,
            4_000,
            (random, pairs) -> {
              boolean noisy = hits(random, 0.2);
              pairs.triple("/orders", noisy || hits(random, 0.01), noisy || hits(random, 0.01));
            }));
  }

  @Test
  void noiseThatComesAndGoes() {
    quiet(
        Simulation.of(
            STRICT,
            RUNS,
            4_000,
            (random, pairs) -> {
              double noise = pairs.pairs() / 1_000 % 2 == 0 ? 0.001 : 0.1;
              pairs.triple("/orders", hits(random, noise), hits(random, noise));
            }));
  }

  @Test
  void fortyEndpoints() {
    quiet(
        Simulation.of(
            STRICT,
            RUNS,
            4_000,
            (random, pairs) ->
                pairs.triple("/" + random.nextInt(40), hits(random, 0.02), hits(random, 0.02))));
  }

  @Test
  void repeatedRequests() {
    quiet(
        Simulation.of(
            strict().repeatAfter(Duration.ofHours(24)).build(),
            RUNS,
            10_000,
            (random, pairs) -> {
              int request = random.nextInt(500);
              SplittableRandom its = new SplittableRandom(pairs.seed() * 1_000 + request);
              pairs.repeated(request, "/orders", hits(its, 0.2), hits(its, 0.2));
            }));
  }

  @Test
  void aLaneThatIsFull() {
    quiet(
        Simulation.of(
            STRICT,
            RUNS,
            4_000,
            (random, pairs) -> {
              if (hits(random, 0.2)) {
                pairs.lost(LossReason.LANE_FULL);
              } else {
                pairs.triple("/orders", hits(random, 0.01), hits(random, 0.01));
              }
            }));
  }

  @Test
  void confirmationsThatAreLost() {
    quiet(
        Simulation.of(
            STRICT,
            RUNS,
            4_000,
            (random, pairs) -> {
              boolean x = hits(random, 0.05);
              boolean z = hits(random, 0.05);
              if (hits(random, 0.3)) {
                pairs.unconfirmed("/orders", x, z);
              } else {
                pairs.triple("/orders", x, z, () -> hits(random, 0.05), () -> hits(random, 0.05));
              }
            }));
  }

  @Test
  void restartsOfTheNewVersion() {
    quiet(
        Simulation.of(
            Comparison.withBaseline(20).build(),
            RUNS,
            10_000,
            (random, pairs) -> {
              long phase = pairs.pairs() % 5_000;
              if (phase >= 2_500 && phase < 2_503) {
                pairs.errors("/orders", true, false);
              } else if (phase >= 2_503 && phase < 2_550) {
                pairs.lost(LossReason.BACKED_OFF);
              } else {
                pairs.triple("/orders", hits(random, 0.01), hits(random, 0.01));
              }
            }));
  }

  @Test
  void theSameTimes() {
    Comparison settings =
        Comparison.withBaselineAt(new MirrorTarget.ToUri(URI.create("http://v1-twin:80")), 20)
            .margin(Check.SLOWER, 0.0001)
            .build();
    quiet(
        Simulation.of(
            settings,
            RUNS / 2,
            4_000,
            (random, pairs) -> {
              double shared = 20e6 * Math.exp(0.5 * gaussian(random));
              pairs.times(
                  "/orders",
                  (long) (shared * Math.exp(0.3 * gaussian(random))),
                  (long) (shared * Math.exp(0.3 * gaussian(random))));
            }));
  }

  private static double gaussian(SplittableRandom random) {
    return random.nextGaussian();
  }

  private static boolean hits(SplittableRandom random, double chance) {
    return random.nextDouble() < chance;
  }

  private static void quiet(Simulation simulation) {
    assertTrue(simulation.wasNotSafe() <= LEVEL, () -> "NOT_SAFE: " + simulation.wasNotSafe());
  }
}

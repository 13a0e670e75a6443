package io.github.mirror4j.compare.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.evidence.Limits.Limit;
import io.github.mirror4j.rule.Check;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All alarms of a mirror together are wrong as rarely as its level says. */
class AlarmSharesTest {

  private static final double NEAR = 1e-12;
  private static final double LEVEL = 0.05;

  private final Limits limits = new Limits(Traffic.atOnce().level(100 * LEVEL).build());

  /**
   * A quarter of the level is each check's: half of it for all endpoints, a sixth for the first.
   */
  @ParameterizedTest
  @CsvSource({"1, 2", "2, 6", "3, 12", "10, 110", "300, 90300"})
  void theLevelOfAScopeFallsWithItsRank(int rank, double share) {
    assertEquals(LEVEL / 4 / share, limits.alarmLevel(rank), NEAR);
  }

  @Test
  void theSharesOfHoweverManyEndpointsAddUpToLessThanOne() {
    double four = Check.values().length * sum(100_000);

    assertTrue(four < LEVEL && four > 0.9999 * LEVEL, () -> "sum: " + four);
  }

  private double sum(int ranks) {
    return IntStream.rangeClosed(1, ranks).mapToDouble(limits::alarmLevel).sum();
  }

  /** 831 triples without a difference prove that it is below 0.5 %, and none prove nothing. */
  @Test
  void aMarginIsKeptOnceItIsProven() {
    Limit limit = Limit.of(0.005);

    assertTrue(limit.keptBy(new Counts(831, 0, 0, 0), LEVEL));
    assertTrue(!limit.keptBy(new Counts(830, 0, 0, 0), LEVEL));
    assertTrue(!limit.keptBy(Counts.NONE, 1));
  }

  @Test
  void aMarginIsExceededOnceItIsProven() {
    Limit limit = Limit.of(0);

    assertTrue(limit.exceededBy(new Counts(10_000, 6, 0, 0), LEVEL));
    assertTrue(!limit.exceededBy(new Counts(10_000, 5, 0, 0), LEVEL));
  }
}

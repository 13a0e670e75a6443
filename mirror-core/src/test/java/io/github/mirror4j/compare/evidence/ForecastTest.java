package io.github.mirror4j.compare.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.bound.Forecast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forecasts are right as orders of magnitude, and equal those of another implementation. */
class ForecastTest {

  @Test
  void withoutDifferencesTheRestOfTheCleanTriplesIsForecast() {
    double more = Forecast.untilFine(new Counts(2_000, 0, 0, 0), 0.001, 0.05);

    assertTrue(more > 1_500 && more < 4_000, () -> "more: " + more);
  }

  @Test
  void moreTrafficAloneWillNotProveThatSomethingWorseIsFine() {
    assertEquals(Forecast.NEVER, Forecast.untilFine(new Counts(10_000, 300, 0, 0), 0.005, 0.05));
  }

  @Test
  void whatIsProvenNeedsNoMore() {
    assertEquals(0, Forecast.untilFine(new Counts(4_300, 0, 0, 0), 0.001, 0.05));
    assertEquals(0, Forecast.untilWorse(new Counts(1_000, 40, 0, 0), 0.005, 0.05));
  }

  @Test
  void twiceTheMarginIsForecastToBeFoundWithinSomeThousands() {
    double more = Forecast.untilWorse(new Counts(1_000, 12, 2, 0), 0.005, 0.0125);

    assertTrue(more > 500 && more < 20_000, () -> "more: " + more);
  }

  /** The columns: triples, v2 alone worse, v1 alone worse, the margin, the level, triples more. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0.005, 0.05, 597.647",
    "2000, 0, 0, 0.001, 0.05, 1809.23",
    "4000, 0, 0, 0.001, 0.05, 143.344",
    "4158, 0, 0, 0.001, 0.05, 0.852009",
    "4159, 0, 0, 0.001, 0.05, 0",
    "500, 1, 0, 0.005, 0.05, 3597.54",
    "1000, 1, 5, 0.001, 0.05, 1105.93",
    "1000, 5, 5, 0.005, 0.05, 2765.8",
    "2000, 4, 4, 0.005, 0.05, 175.9",
    "1000, 10, 0, 0.01, 0.05, 3.89451e8"
  })
  void untilItIsFine(long n, long b, long c, double margin, double level, double more) {
    near(more, Forecast.untilFine(new Counts(n, b, c, 0), margin, level));
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 12, 2, 0.005, 0.0125, 4599.69",
    "100, 2, 0, 0.005, 0.05, 611.361",
    "300, 3, 1, 0.001, 0.0125, 4568.66",
    "2000, 20, 4, 0, 0.05, 0",
    "1000, 5, 0, 0.005, 0.05, Infinity",
    "1000, 0, 0, 0.005, 0.05, Infinity"
  })
  void untilItIsWorse(long n, long b, long c, double margin, double level, double more) {
    near(more, Forecast.untilWorse(new Counts(n, b, c, 0), margin, level));
  }

  private static void near(double expected, double actual) {
    assertEquals(expected, actual, Double.isInfinite(expected) ? 0 : 1e-5 * expected);
  }
}

package io.github.mirror4j.compare.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.bound.Forecast;
import org.junit.jupiter.api.Test;

/** Forecasts are right as orders of magnitude. */
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
}

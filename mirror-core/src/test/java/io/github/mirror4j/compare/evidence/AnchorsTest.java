package io.github.mirror4j.compare.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.bound.Bounds;
import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.bound.Forecast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Round numbers that people may remember: what it takes to prove something at a level of 5 %. */
class AnchorsTest {

  private static final double LEVEL = 0.05;

  @Test
  void sixDifferencesToNothingProveThatTheCandidateIsWorse() {
    assertTrue(Bounds.lower(new Counts(10_000, 5, 0, 0), LEVEL) < 0);
    assertTrue(Bounds.lower(new Counts(10_000, 6, 0, 0), LEVEL) > 0);
  }

  @Test
  void cleanTriplesProveThatItIsNotWorseThanAMargin() {
    assertEquals(0.010, Bounds.upper(new Counts(420, 0, 0, 0), LEVEL), 0.0002);
    assertEquals(0.005, Bounds.upper(new Counts(840, 0, 0, 0), LEVEL), 0.0001);
    assertEquals(0.001, Bounds.upper(new Counts(4_240, 0, 0, 0), LEVEL), 0.00002);
  }

  @ParameterizedTest
  @CsvSource({"0.01, 414", "0.005, 831", "0.001, 4159"})
  void theNumberOfCleanTriplesForAMarginIsKnownBeforehand(double margin, long needed) {
    assertEquals(needed, Forecast.cleanTriples(margin, LEVEL));
    assertTrue(Bounds.upper(new Counts(needed, 0, 0, 0), LEVEL) < margin);
    assertFalse(Bounds.upper(new Counts(needed - 1, 0, 0, 0), LEVEL) < margin);
  }

  @Test
  void differencesInBothSayNothing() {
    assertEquals(
        Bounds.upper(new Counts(420, 1, 0, 0), LEVEL),
        Bounds.upper(new Counts(420, 1, 0, 5_000), LEVEL));
  }

  @Test
  void withoutCountsNothingIsKnown() {
    assertEquals(Bounds.UNKNOWN, Bounds.of(Counts.NONE, Counts.NONE, LEVEL, LEVEL));
  }
}

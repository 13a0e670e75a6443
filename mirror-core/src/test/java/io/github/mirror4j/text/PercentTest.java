package io.github.mirror4j.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fractions as people read them. */
class PercentTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 %",
    "0.0031, 0.31 %",
    "0.01004, 1 %",
    "0.1234, 12.3 %",
    "1, 100 %",
    "-0.0021, -0.21 %",
    "0.000057, 0.0057 %"
  })
  void digitsThatMeanSomething(double fraction, String text) {
    assertEquals(text, Percent.of(fraction));
  }

  @ParameterizedTest
  @CsvSource({
    "0.01004, 0.01, 1.004 %",
    "0.00996, 0.01, 0.996 %",
    "0.00999, 0.01, 0.999 %",
    "0.1004, 0.1, 10.04 %",
    "0.0031, 0.005, 0.31 %",
    "0.01, 0.01, 1 %",
    "0, 0.01, 0 %",
    "0.010000001, 0.01, 1 %"
  })
  void aFractionIsToldFromALimitNearIt(double fraction, double limit, String text) {
    assertEquals(text, Percent.beside(fraction, limit));
  }

  @ParameterizedTest
  @CsvSource({"0.57, 0.0057", "7, 0.07", "0, 0", "100, 1", "33.3, 0.333", "0.0001, 0.000001"})
  void aPercentageIsTheFractionThatItIsInDecimal(double percent, double fraction) {
    assertEquals(fraction, Percent.toFraction(percent));
    assertEquals(percent, Percent.ofFraction(fraction));
  }

  @Test
  void theFractionOfAnyPercentageIsThatOfItsPercentage() {
    Random random = new Random(11);
    for (int i = 0; i < 10_000; i++) {
      double fraction = Percent.toFraction(100 * random.nextDouble());

      assertEquals(fraction, Percent.toFraction(Percent.ofFraction(fraction)));
    }
  }
}

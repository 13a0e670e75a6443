package io.github.mirror4j.compare.bound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What was counted says how much more often the candidate was worse, and whether it says enough.
 */
class CountsTest {

  @ParameterizedTest
  @CsvSource({"0, 0, 0, 0", "10, 4, 1, 0.3", "10, 1, 4, -0.3", "10, 3, 3, 0", "4, 4, 0, 1"})
  void theRateIsOfTheInformativeTriples(long n, long b, long c, double rate) {
    assertThat(new Counts(n, b, c, 7).rate()).isEqualTo(rate);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, true", "1, 0, true", "5, 5, true", "5, 6, false", "0, 1, false"})
  void atLeastHalfOfTheTriplesHaveToSaySomething(long n, long d, boolean isInformative) {
    assertThat(new Counts(n, 0, 0, d).isInformative()).isEqualTo(isInformative);
    assertThat(new Counts(n, 0, 0, d).triples()).isEqualTo(n + d);
  }

  @Test
  void countsAddUp() {
    Counts counts = new Counts(100, 20, 3, 4);

    assertThat(counts.plus(new Counts(1_000, 200, 30, 40)))
        .isEqualTo(new Counts(1_100, 220, 33, 44));
    assertThat(counts.plus(Counts.NONE)).isEqualTo(counts);
    assertThat(counts.plusWorse(5)).isEqualTo(new Counts(105, 25, 3, 4));
  }
}

package io.github.mirror4j.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A random generator is asked once for each number, whatever it gives. */
@Timeout(10)
class ChanceTest {

  @ParameterizedTest
  @CsvSource({
    "1000000, 0, 0",
    "1000000, 1, 0",
    "1000000, -1, 999999",
    "1000000, 9223372036854775807, 499999",
    "1000000, -9223372036854775808, 500000",
    "100, -1, 99",
    "100, 0, 0",
    "1, -1, 0",
    "2147483647, -1, 2147483646",
  })
  void extremesAreInTheRange(int bound, long bits, int expected) {
    assertThat(RandomNumbers.below(bound, () -> bits)).isEqualTo(expected);
  }

  @Test
  void allNumbersAreEquallyLikely() {
    SplittableRandom random = new SplittableRandom(7);
    int[] hits = new int[10];
    for (int i = 0; i < 100_000; i++) {
      hits[RandomNumbers.below(hits.length, random)]++;
    }

    assertThat(IntStream.of(hits)).allMatch(count -> 9_500 < count && count < 10_500);
  }
}

package io.github.mirror4j.examples.bench.load;

import java.util.Map;

/** Rounds of which only some figures matter. */
final class Rounds {

  private Rounds() {}

  static Round withP50(double p50) {
    return with(p50, 0, "");
  }

  static Round with(double p50, long errors, String error) {
    return new Round(
        100,
        0,
        errors,
        error,
        1,
        p50,
        p50,
        p50,
        p50,
        p50,
        p50,
        1 << 20,
        10,
        20,
        Map.of("sent", 7L));
  }
}

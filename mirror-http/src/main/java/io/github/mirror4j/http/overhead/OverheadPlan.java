package io.github.mirror4j.http.overhead;

import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Checks how a measurement of the overhead is to run. */
final class OverheadPlan {

  private static final Duration MIN_SLICE = Duration.ofMillis(100);
  private static final Duration MAX_SLICE = Duration.ofMinutes(1);
  private static final Duration MAX_WASH_OUT = Duration.ofMinutes(10);
  private static final int MAX_PAIRS = 10_000;

  private OverheadPlan() {}

  static Experiment.Plan of(Duration slice, Duration washOut) {
    List<Problem> problems = new ArrayList<>();
    if (slice.compareTo(MIN_SLICE) < 0 || slice.compareTo(MAX_SLICE) > 0) {
      problems.add(new Problem("slice", slice.toString(), "PT0.1S to PT1M"));
    }
    if (washOut.isNegative() || washOut.compareTo(MAX_WASH_OUT) > 0) {
      problems.add(new Problem("washOut", washOut.toString(), "PT0S to PT10M"));
    }
    InvalidConfigurationException.throwIfAny("overhead measurement", problems);
    return new Experiment.Plan(slice, washOut, MAX_PAIRS);
  }
}

package io.github.mirror4j.rule;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.UnaryOperator;

/** Comparisons for tests of their validation. */
final class Comparisons {

  private Comparisons() {}

  /** Returns the problems of a comparison with baseline and these settings, each as one line. */
  static List<String> problems(UnaryOperator<Comparison.Builder> settings) {
    return problems(settings.apply(Comparison.withBaseline(10)));
  }

  static List<String> problems(Comparison.Builder builder) {
    InvalidConfigurationException e =
        assertThrows(InvalidConfigurationException.class, () -> builder.build().text());
    return e.problems().stream().map(Problem::toString).toList();
  }
}

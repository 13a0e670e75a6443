package io.github.mirror4j.rule;

import java.util.ArrayList;
import java.util.List;

/** Checks the settings of one {@link Comparison}. */
final class ComparisonValidator {

  private ComparisonValidator() {}

  static List<Problem> problems(Comparison.Builder comparison) {
    return new ArrayList<>(comparison.pathProblems);
  }
}

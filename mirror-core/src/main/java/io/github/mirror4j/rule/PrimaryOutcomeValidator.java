package io.github.mirror4j.rule;

import io.github.mirror4j.rule.PrimaryResult.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Checks a condition on how primaries ended. */
final class PrimaryOutcomeValidator {

  private static final int MAX_PARTS = 100;
  private static final Duration MIN_TIME = Duration.ofMillis(1);
  private static final Duration MAX_TIME = Duration.ofHours(1);

  private final String place;
  private final List<Problem> problems;
  private int parts;

  PrimaryOutcomeValidator(String place, List<Problem> problems) {
    this.place = place;
    this.problems = problems;
  }

  void check(PrimaryOutcome outcome) {
    check(outcome, 1);
    if (parts > MAX_PARTS) {
      problems.add(new Problem(place, parts + " conditions", "at most " + MAX_PARTS));
    }
  }

  private void check(PrimaryOutcome outcome, int depth) {
    parts++;
    if (depth > PrimaryOutcomeReader.MAX_DEPTH) {
      String expected = "conditions at most " + PrimaryOutcomeReader.MAX_DEPTH + " deep";
      problems.add(new Problem(place, depth + " deep", expected));
      return;
    }
    switch (outcome) {
      case PrimaryOutcome.Status(int from, int to) -> checkStatus(outcome, from, to);
      case PrimaryOutcome.Failed(Set<Failure> kinds) -> {
        if (kinds.isEmpty()) {
          problems.add(new Problem(place, "failed", "at least one kind of failure"));
        }
      }
      case PrimaryOutcome.SlowerThan(Duration time) -> {
        if (time.compareTo(MIN_TIME) < 0 || time.compareTo(MAX_TIME) > 0) {
          problems.add(new Problem(place, outcome.toString(), "slower than PT0.001S to PT1H"));
        }
      }
      case PrimaryOutcome.AllOf(List<PrimaryOutcome> all) -> checkAll(all, depth);
      case PrimaryOutcome.AnyOf(List<PrimaryOutcome> any) -> checkAll(any, depth);
      case PrimaryOutcome.Not(PrimaryOutcome negated) -> check(negated, depth + 1);
    }
  }

  private void checkStatus(PrimaryOutcome outcome, int from, int to) {
    if (from < 100 || to > 599 || from > to) {
      problems.add(new Problem(place, outcome.toString(), "a status or a range within 100 to 599"));
    }
  }

  private void checkAll(List<PrimaryOutcome> some, int depth) {
    if (some.size() < 2) {
      problems.add(
          new Problem(
              place,
              some.isEmpty() ? "no condition" : "1 condition",
              some.isEmpty() ? "at least one condition" : "at least 2 that are joined"));
    }
    some.forEach(each -> check(each, depth + 1));
  }
}

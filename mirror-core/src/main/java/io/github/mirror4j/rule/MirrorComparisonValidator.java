package io.github.mirror4j.rule;

import io.github.mirror4j.rule.syntax.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks a {@link Comparison} against the {@link Mirror} that it belongs to. */
final class MirrorComparisonValidator {

  private final Mirror mirror;
  private final Comparison comparison;
  private final String path;
  private final List<Problem> problems;

  MirrorComparisonValidator(
      Mirror mirror, Comparison comparison, String path, List<Problem> problems) {
    this.mirror = mirror;
    this.comparison = comparison;
    this.path = path + ".comparison.";
    this.problems = problems;
  }

  void check() {
    checkMethods();
    comparison.baseline().ifPresent(this::checkBaseline);
    checkShare();
  }

  private void checkMethods() {
    for (String method : comparison.methods()) {
      if (!ComparisonSettings.SAFE_METHODS.contains(method) && !mirror.copies(method)) {
        add("methods", '"' + method + '"', "methods that the mirror copies: " + copied());
      }
    }
    if (comparison.methods().stream().noneMatch(mirror::copies)) {
      String compared = String.join(", ", comparison.methods());
      String expected = "a method that the mirror copies: " + copied() + " (Comparison.methods)";
      add("methods", compared, expected);
    }
  }

  private void checkBaseline(Comparison.Baseline baseline) {
    Set<String> safe = new TreeSet<>(ComparisonSettings.SAFE_METHODS);
    if (safe.stream().noneMatch(mirror::copies)) {
      String expected =
          "none (Comparison.withoutBaseline()), since the mirror copies only "
              + copied()
              + ", and a baseline is only sent for "
              + String.join(", ", safe);
      add("baseline", Share.percent(baseline.millionths()), expected);
    }
    if (baseline.target().filter(mirror.target()::equals).isPresent()) {
      String expected = "the old version, not the mirror itself";
      add("baseline", mirror.target().toString(), expected);
    }
  }

  /** Whether a share is left when the shares are multiplied. */
  private void checkShare() {
    if (mirror.millionths() == 0) {
      return;
    }
    long compared = (long) mirror.millionths() * comparison.millionths() / Share.WHOLE;
    if (compared == 0) {
      String expected =
          "a share of which one request in a million is left, of copies of " + mirror.share();
      add("percentage", Share.percent(comparison.millionths()), expected);
      return;
    }
    int share = comparison.baseline().map(Comparison.Baseline::millionths).orElse(Share.WHOLE);
    if (compared * share / Share.WHOLE == 0) {
      String expected = "a share of which one request in a million is left";
      add("baseline.percentage", Share.percent(share), expected);
    }
  }

  private List<String> copied() {
    return new ArrayList<>(mirror.sortedMethods());
  }

  private void add(String place, String value, String expected) {
    problems.add(new Problem(path + place, value, expected));
  }
}

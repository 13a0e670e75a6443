package io.github.mirror4j.compare;

import io.github.mirror4j.rule.Check;
import io.github.mirror4j.text.ConstantText;
import io.github.mirror4j.text.Percent;
import io.github.mirror4j.text.TimeText;

/** The words of reports, one for each thing. */
final class ReportWords {

  private ReportWords() {}

  static String of(Enum<?> constant) {
    return ConstantText.words(constant);
  }

  static String check(CheckResult check) {
    return check.check() == Check.SLOWER && check.threshold() != null
        ? "over " + TimeText.of(check.threshold())
        : of(check.check());
  }

  /** Returns whose evidence a report is about. */
  static String scope(ReportView report) {
    return switch (report.scope()) {
      case PROCESS -> "one process alone";
      case FLEET ->
          "a fleet: " + Percent.count(report.processes(), "process", "processes, added up");
    };
  }

  static String build(String id) {
    return id.isEmpty() ? "unknown build" : id;
  }

  static String kinds(FieldResult field) {
    return String.join(", ", field.kinds().stream().sorted().map(ReportWords::of).toList());
  }

  static String how(FieldResult field) {
    String noise = field.noisy() ? "; always differs, compared by shape" : "";
    return kinds(field) + (field.counts() ? "" : "; does not count") + noise;
  }
}

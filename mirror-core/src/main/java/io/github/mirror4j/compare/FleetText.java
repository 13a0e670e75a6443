package io.github.mirror4j.compare;

import io.github.mirror4j.text.Percent;
import io.github.mirror4j.text.Printable;
import io.github.mirror4j.text.TextTable;
import io.github.mirror4j.text.TimeText;

/** Writes the report of a fleet for people. */
final class FleetText {

  private FleetText() {}

  static String of(FleetReport report) {
    StringBuilder text = new StringBuilder();
    text.append(Printable.of(report.verdict().toString())).append('\n');
    text.append("Advice: ").append(report.verdict().state().advice()).append("\n\n");
    text.append(
        "Sum of %s of %s, up to %s%n"
            .formatted(
                Percent.count(report.files(), "file", "files"),
                Percent.count(report.processes(), "process", "processes"),
                TimeText.of(report.at())));
    if (!report.found().isEmpty()) {
      text.append("\nWhat the files are about\n").append(found(report));
    }
    if (!report.problems().isEmpty()) {
      text.append("\nWhat was left out\n");
      report
          .problems()
          .forEach(problem -> text.append("  - ").append(Printable.of(problem)).append('\n'));
    }
    for (ComparisonReport mirror : report.mirrors()) {
      boolean isSaid = mirror.verdict().equals(report.verdict());
      text.append('\n').append(isSaid ? new ReportText(mirror).withoutVerdict() : mirror.toText());
    }
    return text.toString();
  }

  private static TextTable found(FleetReport report) {
    TextTable table = new TextTable("<<<>><<");
    table.row("mirror", "v2", "v1", "processes", "pairs", "up to", "");
    for (FleetReport.Found each : report.found()) {
      table.row(
          each.mirror().toString(),
          ReportWords.build(each.v2()),
          ReportWords.build(each.v1()),
          Percent.count(each.processes()),
          Percent.count(each.pairs()),
          TimeText.of(each.at()),
          each.judged() ? "judged" : "left out");
    }
    return table;
  }
}

package io.github.mirror4j.http.stats;

import io.github.mirror4j.compare.ReportSection;
import io.github.mirror4j.text.Percent;
import io.github.mirror4j.text.TextTable;
import io.github.mirror4j.text.TimeText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A measurement of the overhead as a person reads it. */
final class OverheadText {

  private OverheadText() {}

  static String summary(OverheadReport report) {
    OverheadRatio median = report.of(OverheadMeasure.CALL_P50);
    if (!median.isProven()) {
      return "Nothing is proven yet, after %d of at least %d pairs of slices."
          .formatted(report.pairs(), OverheadReport.MIN_PAIRS);
    }
    return "With copies, calls take %s times as long at the median and %s at p99, and %s times as much CPU: 95 %% sure at any time, from %d pairs of slices with %s calls."
        .formatted(
            text(median),
            text(report.of(OverheadMeasure.CALL_P99)),
            text(report.of(OverheadMeasure.CPU_PER_CALL)),
            report.pairs(),
            Percent.count(report.calls()));
  }

  static String of(OverheadReport report) {
    TextTable table = new TextTable("<>>>>");
    table.row("with copies, in multiples", "median", "at least", "at most", "pairs");
    report.ratios().forEach(ratio -> table.row(row(ratio).toArray(String[]::new)));
    return summary(report) + '\n' + table + "  " + howMeasured(report) + '\n';
  }

  static ReportSection section(OverheadReport report) {
    return new ReportSection(
        "What mirroring costs the callers",
        List.of(
            summary(report),
            "Measured in this process, in slices of time with and without copies: "
                + howMeasured(report)
                + "."),
        Optional.of(
            new ReportSection.Table(
                "With copies, in multiples of what it is without; 1.00 is no difference",
                List.of("measure", "median", "at least", "at most", "pairs of slices"),
                report.ratios().stream().map(OverheadText::row).toList())));
  }

  private static List<String> row(OverheadRatio ratio) {
    return List.of(
        ratio.measure().toString(),
        number(ratio.median()),
        ratio.isProven() ? number(ratio.lower()) : "-",
        ratio.isProven() ? number(ratio.upper()) : "-",
        "" + ratio.pairs());
  }

  private static String howMeasured(OverheadReport report) {
    return "slices of %s, wash-outs of %s; measured pairs: %d; unused pairs: %d; %s since %s"
        .formatted(
            TimeText.of(report.slice()),
            TimeText.of(report.washOut()),
            report.pairs(),
            report.unusedPairs(),
            report.running() ? "running" : "ended; began",
            report.since());
  }

  private static String text(OverheadRatio ratio) {
    return ratio.isProven()
        ? "%s (%s to %s)"
            .formatted(number(ratio.median()), number(ratio.lower()), number(ratio.upper()))
        : "an unknown number of";
  }

  private static String number(double ratio) {
    return Double.isFinite(ratio) ? String.format(Locale.ROOT, "%.2f", ratio) : "-";
  }
}

package io.github.mirror4j.http.stats;

import io.github.mirror4j.text.Percent;
import io.github.mirror4j.text.TextTable;
import io.github.mirror4j.text.TimeText;
import java.util.Locale;

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
    for (OverheadRatio ratio : report.ratios()) {
      table.row(
          ratio.measure().toString(),
          number(ratio.median()),
          ratio.isProven() ? number(ratio.lower()) : "-",
          ratio.isProven() ? number(ratio.upper()) : "-",
          "" + ratio.pairs());
    }
    return summary(report)
        + '\n'
        + table
        + "  slices of %s, wash-outs of %s; measured pairs: %d; unused pairs: %d; %s since %s\n"
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

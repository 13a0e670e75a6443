package io.github.mirror4j.compare;

import static io.github.mirror4j.compare.HtmlTable.count;
import static io.github.mirror4j.compare.HtmlTable.percent;
import static io.github.mirror4j.compare.HtmlTable.text;

import io.github.mirror4j.rule.Check;
import io.github.mirror4j.text.HtmlBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The checks of all endpoints together, with their intervals and their margins. */
final class HtmlChecks {

  private final List<CheckResult> sums;
  private final HtmlBuilder html;

  HtmlChecks(KeyReport key, HtmlBuilder html) {
    this.sums = key.checks().stream().filter(check -> check.endpoint() == null).toList();
    this.html = html;
  }

  void write() {
    html.open("section").element("h2", "Checks: how much more often v2 is worse than v1");
    table("Checks of all endpoints together. " + IntervalPlot.LEGEND, shown());
    html.open("p", "class", "m").text("Content: responses differ. Persistent: they still differ");
    html.text(" when the same request is sent again. Errors: 5xx, time-out or no connection.");
    html.close().open("p", "class", "m");
    html.text(
        "Triple: one request with three responses, v1's to its caller, v2's, and v1's to the");
    html.text(" same request once more (the baseline). A triple is informative unless v2 and the");
    html.text(" baseline are both worse; only informative ones are counted as triples here.");
    html.close().close();
  }

  /** Writes the ladder of times, if latency is checked. */
  void writeLadder() {
    List<CheckResult> ladder = sums.stream().filter(c -> c.check() == Check.SLOWER).toList();
    if (!ladder.isEmpty()) {
      table("How many more responses of v2 take longer than a time", ladder);
    }
  }

  /** Returns the one step that stands for the whole ladder: that at which v2 looks worst. */
  private List<CheckResult> shown() {
    List<CheckResult> shown =
        new ArrayList<>(sums.stream().filter(c -> c.check() != Check.SLOWER).toList());
    sums.stream()
        .filter(check -> check.check() == Check.SLOWER)
        .max(Comparator.comparing(CheckResult::state).thenComparingDouble(CheckResult::lower))
        .ifPresent(shown::add);
    return shown;
  }

  private void table(String caption, List<CheckResult> checks) {
    IntervalPlot plot = new IntervalPlot(checks);
    HtmlTable table =
        HtmlTable.begin(
            html,
            caption,
            "check",
            "state",
            "interval",
            ">at least",
            ">seen",
            ">at most",
            ">allowed",
            ">triples",
            ">v2 worse",
            ">v1 worse",
            ">both");
    for (CheckResult check : checks) {
      table.row(
          text(ReportWords.check(check)),
          HtmlState.cell(check.state(), "", check.note()),
          plot.of(check),
          percent(check.lower(), check.margin()),
          percent(check.extra()),
          percent(check.upper(), check.margin()),
          percent(check.margin()),
          count(check.n()),
          count(check.b()),
          count(check.c()),
          count(check.d()));
    }
    table.end();
  }
}

package io.github.mirror4j.compare;

import static io.github.mirror4j.compare.HtmlTable.percent;
import static io.github.mirror4j.compare.HtmlTable.text;

import io.github.mirror4j.rule.Check;
import io.github.mirror4j.text.HtmlBuilder;
import io.github.mirror4j.text.Percent;
import io.github.mirror4j.text.TimeText;
import java.time.Duration;
import java.util.List;

/** How long the copies took: quantiles, and how many took longer than each of some times. */
final class HtmlLatency {

  /** A share that is too small for the picture. */
  private static final double MIN_SHARE = 0.0001;

  private final KeyReport key;
  private final HtmlBuilder html;

  HtmlLatency(KeyReport key, HtmlBuilder html) {
    this.key = key;
    this.html = html;
  }

  void write(HtmlChecks checks) {
    if (key.latency().isEmpty()) {
      return;
    }
    html.open("section").element("h2", "Latency of the copies");
    quantiles();
    ladder();
    checks.writeLadder();
    html.close();
  }

  private void quantiles() {
    PairPlot plot = new PairPlot(nanos(false), nanos(true));
    HtmlTable table =
        HtmlTable.begin(
            html,
            "How long a share of the requests took at most. " + PairPlot.LEGEND,
            "share of requests",
            "v2 beside v1",
            ">v2",
            ">v1");
    for (LatencyQuantile row : key.latency()) {
      String label =
          "%s of the requests: v2 at most %s, v1 at most %s"
              .formatted(
                  Percent.of(row.quantile()),
                  TimeText.of(row.candidate()),
                  TimeText.of(row.baseline()));
      table.row(
          text(Percent.of(row.quantile())),
          plot.of(nanos(row.candidate()), nanos(row.baseline()), label),
          HtmlTable.time(row.candidate()),
          HtmlTable.time(row.baseline()));
    }
    table.end();
  }

  private static double nanos(Duration time) {
    return (double) time.toNanos();
  }

  private double nanos(boolean largest) {
    double result = largest ? 1 : Double.MAX_VALUE;
    for (LatencyQuantile row : key.latency()) {
      double v2 = nanos(row.candidate());
      double v1 = nanos(row.baseline());
      result = largest ? Math.max(result, Math.max(v2, v1)) : Math.min(result, Math.min(v2, v1));
    }
    return Math.max(1, result);
  }

  private void ladder() {
    List<CheckResult> steps =
        key.checks().stream()
            .filter(check -> check.check() == Check.SLOWER && check.endpoint() == null)
            .toList();
    if (steps.isEmpty()) {
      return;
    }
    PairPlot plot = new PairPlot(MIN_SHARE, 1);
    HtmlTable table =
        HtmlTable.begin(
            html,
            "How many responses took longer than a time. " + PairPlot.LEGEND,
            "took",
            "v2 beside v1",
            ">v2",
            ">v1");
    for (CheckResult step : steps) {
      double v2 = share(step.b() + step.d(), step);
      double v1 = share(step.c() + step.d(), step);
      String label =
          "%s: %s of v2's responses, %s of v1's"
              .formatted(ReportWords.check(step), Percent.of(v2), Percent.of(v1));
      table.row(text(ReportWords.check(step)), plot.of(v2, v1, label), percent(v2), percent(v1));
    }
    table.end();
  }

  private static double share(long slow, CheckResult step) {
    long all = step.n() + step.d();
    return all == 0 ? 0 : (double) slow / all;
  }
}

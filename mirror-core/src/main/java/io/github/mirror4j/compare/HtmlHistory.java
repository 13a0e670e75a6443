package io.github.mirror4j.compare;

import static io.github.mirror4j.compare.HtmlTable.count;
import static io.github.mirror4j.compare.HtmlTable.text;

import io.github.mirror4j.text.HtmlBuilder;
import io.github.mirror4j.text.Percent;
import io.github.mirror4j.text.TimeText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** When the evidence came: what had been counted by when, drawn and in words. */
final class HtmlHistory {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 120;
  private static final int EDGE = 4;
  private static final int MAX_ROWS = 8;

  private final ReportView report;
  private final List<HistoryPoint> points;
  private final HtmlBuilder html;

  HtmlHistory(ReportView report, HtmlBuilder html) {
    this.report = report;
    this.points = report.key().history();
    this.html = html;
  }

  void write() {
    if (points.size() < 2) {
      return;
    }
    html.open("section").element("h2", "Evidence over time");
    html.element(
        "p",
        "In how many triples only v2 differed (line) and only v1 (dashes), up to each moment. From %s, left, to %s, right; the top is %s."
            .formatted(
                TimeText.of(points.getFirst().at()),
                TimeText.of(points.getLast().at()),
                Percent.count(most(), "triple", "triples")),
        "class",
        "m");
    if (report.scope() == ReportScope.FLEET) {
      html.element(
          "p",
          "The times are those of each process's own clock. What is in none of the files is not here.",
          "class",
          "m");
    }
    draw();
    table();
    html.close();
  }

  private void draw() {
    HistoryPoint last = points.getLast();
    String label =
        "From %s to %s, only v2 differed in %s of %s informative triples, and only v1 in %s"
            .formatted(
                TimeText.of(points.getFirst().at()),
                TimeText.of(last.at()),
                Percent.count(last.b()),
                Percent.count(last.n()),
                Percent.count(last.c()));
    html.open("svg", "viewBox", "0 0 720 120", "class", "o", "role", "img", "aria-label", label);
    html.empty("path", "class", "z", "d", "M4 116H716");
    html.empty("path", "class", "v1", "d", line(HistoryPoint::c));
    html.empty("path", "class", "v2", "d", line(HistoryPoint::b));
    html.close();
  }

  private String line(ToLongFunction<HistoryPoint> count) {
    double most = most();
    double span = Math.max(1, seconds(points.getLast()));
    StringBuilder path = new StringBuilder();
    for (HistoryPoint point : points) {
      double x = EDGE + seconds(point) / span * (WIDTH - 2 * EDGE);
      double y = HEIGHT - EDGE - count.applyAsLong(point) / most * (HEIGHT - 2 * EDGE);
      path.append(path.isEmpty() ? 'M' : 'L');
      path.append(String.format(Locale.ROOT, "%.0f %.0f", x, Math.clamp(y, 0, HEIGHT)));
    }
    return path.toString();
  }

  private long most() {
    HistoryPoint last = points.getLast();
    return Math.max(1, Math.max(last.b(), last.c()));
  }

  private double seconds(HistoryPoint point) {
    return Duration.between(points.getFirst().at(), point.at()).toSeconds();
  }

  private void table() {
    HtmlTable table =
        HtmlTable.begin(
            html,
            "What had been counted by some of these moments",
            "by",
            ">informative triples",
            ">only v2 differed",
            ">only v1 differed",
            ">only v2 failed");
    int rows = Math.min(MAX_ROWS, points.size());
    for (int row = 0; row < rows; row++) {
      HistoryPoint point = points.get(row * (points.size() - 1) / (rows - 1));
      table.row(
          text(TimeText.of(point.at())),
          count(point.n()),
          count(point.b()),
          count(point.c()),
          count(point.failed()));
    }
    table.end();
  }
}

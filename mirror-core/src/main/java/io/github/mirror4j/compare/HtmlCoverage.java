package io.github.mirror4j.compare;

import static io.github.mirror4j.compare.HtmlTable.code;
import static io.github.mirror4j.compare.HtmlTable.count;
import static io.github.mirror4j.compare.HtmlTable.percent;
import static io.github.mirror4j.compare.HtmlTable.text;

import io.github.mirror4j.compare.HtmlTable.Cell;
import io.github.mirror4j.text.HtmlBuilder;
import io.github.mirror4j.text.Percent;

/** What became of the pairs selected, and what settings for paths let pass. */
final class HtmlCoverage {

  private static final int BAR = 240;

  private final ReportView report;
  private final HtmlBuilder html;

  HtmlCoverage(ReportView report, HtmlBuilder html) {
    this.report = report;
    this.html = html;
  }

  void write() {
    PairCounts pairs = report.pairs();
    html.open("section").element("h2", "Coverage: from selected to compared");
    html.element(
        "p",
        "%s of the pairs of these builds were compared, after the warm-up."
            .formatted(Percent.of(report.key().coverage())));
    HtmlTable table =
        HtmlTable.begin(
            html,
            "Pairs of all builds, by what became of them",
            "pairs",
            ">count",
            ">share",
            "bar");
    row(table, "selected", pairs.selected());
    row(table, "compared", pairs.compared());
    row(table, "pending", pairs.pending());
    pairs.lost().forEach((reason, lost) -> row(table, "lost: " + ReportWords.of(reason), lost));
    table.end();
    html.close();
  }

  private void row(HtmlTable table, String name, long pairs) {
    long selected = report.pairs().selected();
    double share = selected == 0 ? 0 : (double) pairs / selected;
    table.row(text(name), count(pairs), percent(share), bar(share));
  }

  /** A bar for a share that stands beside it in words. */
  static Cell bar(double share) {
    String width = String.valueOf(Math.round(BAR * Math.clamp(share, 0, 1)));
    if (width.equals("0")) {
      return text("");
    }
    return new Cell(
        "p",
        html -> {
          html.open("svg", "viewBox", "0 0 240 20", "aria-hidden", "true");
          html.empty("rect", "class", "h", "y", "5", "width", width, "height", "10").close();
        });
  }

  /** Writes what each setting for a path let pass, up to a number of bytes. */
  void writeSettings(int most) {
    if (report.settings().isEmpty()) {
      return;
    }
    html.open("section").element("h2", "What each setting for a path let pass");
    HtmlTable table =
        HtmlTable.begin(
            html,
            "Responses of v2 in which a setting let a difference pass",
            "setting",
            ">responses",
            "note");
    new HtmlRows(html, most)
        .write(
            report.settings(),
            s -> table.row(code(s.setting()), count(s.hits()), text(s.note())),
            table::end);
    html.close();
  }
}

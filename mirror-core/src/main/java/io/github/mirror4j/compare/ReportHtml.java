package io.github.mirror4j.compare;

import static io.github.mirror4j.compare.HtmlTable.count;
import static io.github.mirror4j.compare.HtmlTable.text;
import static java.util.stream.Collectors.groupingBy;

import io.github.mirror4j.text.HtmlBuilder;
import io.github.mirror4j.text.TimeText;
import java.util.List;
import java.util.Map;

/** Writes a report as one page that needs no script and loads nothing. */
final class ReportHtml {

  private static final int MAX_SETTINGS = 20_000;
  private static final int MAX_ENDPOINTS = 155_000;
  private static final int MAX_DETAILS = 95_000;
  private static final int MAX_EXAMPLES = 25_000;
  private static final int MAX_SECTIONS = 20_000;
  private static final int MAX_JSON = 110_000;

  private static final String NOTHING_LOADED =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

  private final ReportView report;
  private final KeyReport key;
  private final HtmlBuilder html = new HtmlBuilder();
  private final HtmlEndpoints endpoints;

  ReportHtml(ReportView report) {
    this.report = report;
    this.key = report.key();
    this.endpoints = new HtmlEndpoints(key, html);
  }

  String html(List<ReportSection> more) {
    html.open("html", "lang", "en");
    head();
    html.open("body").open("main");
    new HtmlVerdict(report, html).write();
    HtmlChecks checks = new HtmlChecks(key, html);
    checks.write();
    HtmlCoverage coverage = new HtmlCoverage(report, html);
    coverage.write();
    coverage.writeSettings(MAX_SETTINGS);
    endpoints.write(MAX_ENDPOINTS);
    details();
    new HtmlLatency(key, html).write(checks);
    new HtmlHistory(report, html).write();
    new HtmlExamples(key, html).write(MAX_EXAMPLES);
    builds();
    new HtmlSections(html).write(more, MAX_SECTIONS);
    limits();
    settings();
    html.close().json("report", EmbeddedJson.of(report, MAX_JSON)).close().close();
    return html.toString();
  }

  private void head() {
    html.open("head").empty("meta", "charset", "utf-8");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", NOTHING_LOADED);
    html.empty("link", "rel", "icon", "href", "data:,");
    html.element(
        "title", HtmlState.word(report.verdict().state()) + ": " + report.mirror() + " - Mirror4J");
    html.style(HtmlStyle.CSS).close();
  }

  private void details() {
    if (endpoints.ordered().isEmpty()) {
      return;
    }
    Map<String, List<FieldResult>> fields =
        key.fields().stream().collect(groupingBy(FieldResult::endpoint));
    HtmlEndpoint detail = new HtmlEndpoint(html);
    html.open("section").element("h2", "Each endpoint: statuses and fields");
    html.element("p", "Fields explain a verdict. They do not decide it.", "class", "m");
    new HtmlRows(html, MAX_DETAILS)
        .write(
            endpoints.ordered(),
            e -> detail.write(e, fields.getOrDefault(e.name(), List.of()), endpoints.isWorse(e)),
            () -> {});
    html.close();
  }

  private void builds() {
    if (report.keys().size() < 2) {
      return;
    }
    html.open("section").element("h2", "Builds compared");
    HtmlTable table =
        HtmlTable.begin(html, "Each pair of builds", "v2", "v1", "verdict", ">pairs", "since", "");
    for (KeySummary each : report.keys()) {
      table.row(
          HtmlTable.code(ReportWords.build(each.v2())),
          HtmlTable.code(ReportWords.build(each.v1())),
          text(HtmlState.word(each.verdict())),
          count(each.pairs()),
          text(TimeText.of(each.since())),
          text(each.current() ? "current" : ""));
    }
    table.end();
    html.close();
  }

  private void limits() {
    if (!report.doesNotTell().isEmpty()) {
      html.open("section").element("h2", "What this does not tell").open("ul");
      HtmlRows rows = new HtmlRows(html, HtmlRows.MAX_SENTENCES);
      rows.write(report.doesNotTell(), limit -> html.element("li", limit), html::close);
      html.close();
    }
  }

  private void settings() {
    html.open("section").element("h2", "Settings");
    html.open("p").element("code", report.comparison()).close();
    html.element(
        "p",
        "The element with the id “report” at the end of this page holds the report as JSON.",
        "class",
        "m");
    html.close();
  }
}

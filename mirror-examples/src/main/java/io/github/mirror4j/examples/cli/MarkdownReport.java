package io.github.mirror4j.examples.cli;

import io.github.mirror4j.compare.CheckResult;
import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.FleetReport;
import io.github.mirror4j.compare.Verdict;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A summary of a report in Markdown: the verdict first, then the checks of each mirror. */
final class MarkdownReport {

  private static final int MAX_LINES = 20;

  private final StringBuilder text = new StringBuilder();

  private MarkdownReport() {}

  static String of(FleetReport report) {
    MarkdownReport markdown = new MarkdownReport();
    Verdict.State state = report.verdict().state();
    markdown.line("## %s %s: %s".formatted(sign(state), state, state.advice()));
    markdown.line("");
    markdown.line(escaped(report.verdict().because()));
    markdown.line("");
    markdown.line(
        "Processes: %s. Files: %s. Up to %s."
            .formatted(
                ReportRows.count(report.processes()),
                ReportRows.count(report.files()),
                report.at().truncatedTo(ChronoUnit.SECONDS)));
    report.mirrors().forEach(markdown::mirror);
    markdown.list("What was left out", report.problems());
    return markdown.text.toString();
  }

  private static String sign(Verdict.State state) {
    return switch (state) {
      case SAFE -> "✅";
      case NOT_SAFE -> "❌";
      case UNDECIDED -> "⏳";
    };
  }

  private void mirror(ComparisonReport mirror) {
    line("");
    line("### " + escaped(mirror.mirror().toString()));
    line("");
    line(
        "v1 %s, v2 %s: %s"
            .formatted(
                escaped(build(mirror.key().v1())),
                escaped(build(mirror.key().v2())),
                mirror.verdict().state()));
    line("");
    line("| endpoint | check | state | at least | at most | allowed | triples |");
    line("|---|---|---|---:|---:|---:|---:|");
    List<CheckResult> checks = mirror.key().checks();
    checks.stream().limit(MAX_LINES).forEach(this::check);
    more(checks.size());
    list("What SAFE still needs", mirror.lacks());
  }

  private void check(CheckResult check) {
    line(
        "| %s | %s | %s | %s | %s | %s | %s |"
            .formatted(
                escaped(ReportRows.endpoint(check.endpoint())),
                escaped(ReportRows.check(check)),
                check.state(),
                ReportRows.percent(check.lower()),
                ReportRows.percent(check.upper()),
                ReportRows.percent(check.margin()),
                ReportRows.count(check.n())));
  }

  private void list(String title, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    line("");
    line(title + ":");
    line("");
    lines.stream().limit(MAX_LINES).forEach(each -> line("- " + escaped(each)));
    more(lines.size());
  }

  private void more(int size) {
    if (size > MAX_LINES) {
      line("");
      line("… and " + (size - MAX_LINES) + " more");
    }
  }

  private static String build(String id) {
    return id.isEmpty() ? "(unknown build)" : id;
  }

  /** Returns a text of which Markdown and HTML take nothing for their own. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                escaped.append(' ');
              } else if ("\\`*_{}[]<>()#+!|&~@".indexOf(c) >= 0) {
                escaped.append("&#").append(c).append(';');
              } else {
                escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}

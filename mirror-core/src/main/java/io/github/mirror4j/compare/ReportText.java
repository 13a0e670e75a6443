package io.github.mirror4j.compare;

import io.github.mirror4j.text.Percent;
import io.github.mirror4j.text.Printable;
import io.github.mirror4j.text.TextTable;
import io.github.mirror4j.text.TimeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes a report for people: the verdict first, then what it rests on. */
final class ReportText {

  private static final int MAX_ENDPOINTS = 20;
  private static final int MAX_FIELDS = 20;
  private static final int MAX_EXAMPLES = 5;

  private final ReportView report;
  private final KeyReport key;
  private final StringBuilder text = new StringBuilder();

  ReportText(ReportView report) {
    this.report = report;
    this.key = report.key();
  }

  String text() {
    line(report.verdict().toString());
    line("Advice: " + report.verdict().state().advice());
    line("");
    return withoutVerdict();
  }

  /** Returns what follows the verdict. */
  String withoutVerdict() {
    line("Mirror " + report.mirror() + ", as of " + TimeText.of(report.at()));
    line("  evidence of " + ReportWords.scope(report));
    line(
        "  v1: "
            + ReportWords.build(key.v1())
            + ", v2: "
            + ReportWords.build(key.v2())
            + ", since "
            + TimeText.of(key.since()));
    line(
        "  %s triples of %s distinct requests within %s; %s repeated triples do not count"
            .formatted(
                Percent.count(key.triples()),
                Percent.count(key.distinct()),
                TimeText.of(key.span()),
                Percent.count(key.repeated())));
    if (report.verdict().state() == Verdict.State.UNDECIDED) {
      list("What SAFE still needs", report.lacks());
    }
    checks();
    coverage();
    endpoints();
    fields();
    latency();
    settings();
    examples();
    keys();
    list("What this does not tell", report.doesNotTell());
    section("Settings");
    line("  " + report.comparison());
    return text.toString();
  }

  private void checks() {
    section("Checks: how much more often v2 is worse than v1");
    TextTable table = new TextTable("<<>>><<");
    table.row("check", "state", "at least", "seen", "at most", "allowed", "of informative triples");
    for (CheckResult check : key.checks()) {
      if (check.endpoint() == null) {
        table.row(
            ReportWords.check(check),
            check.state().toString(),
            Percent.beside(Math.max(-1, check.lower()), check.margin()),
            Percent.of(check.extra()),
            Percent.beside(check.upper(), check.margin()),
            Percent.of(check.margin()),
            "%s: v2 worse in %s, v1 in %s, both in %s more%s"
                .formatted(
                    Percent.count(check.n()),
                    Percent.count(check.b()),
                    Percent.count(check.c()),
                    Percent.count(check.d()),
                    check.note().isEmpty() ? "" : "; " + check.note()));
      }
    }
    text.append(table);
  }

  private void coverage() {
    PairCounts pairs = report.pairs();
    section(
        "Coverage: %s of the pairs were compared, after the warm-up"
            .formatted(Percent.of(key.coverage())));
    TextTable table = new TextTable("<>");
    table.row("selected", Percent.count(pairs.selected()));
    table.row("compared", Percent.count(pairs.compared()));
    table.row("pending", Percent.count(pairs.pending()));
    pairs
        .lost()
        .forEach(
            (reason, count) -> table.row("lost: " + ReportWords.of(reason), Percent.count(count)));
    text.append(table);
  }

  private void endpoints() {
    section("Endpoints");
    TextTable table = new TextTable("<>><");
    table.row("endpoint", "triples", "share", "");
    rows(
        table,
        key.endpoints(),
        MAX_ENDPOINTS,
        e ->
            new String[] {
              e.name(), Percent.count(e.triples()), Percent.of(e.share()), endpointNote(e)
            });
  }

  private String endpointNote(EndpointResult endpoint) {
    StringBuilder note = new StringBuilder(endpoint.judged() ? "" : "not judged");
    for (CheckResult check : key.checks()) {
      if (endpoint.name().equals(check.endpoint()) && check.state() == CheckState.WORSE) {
        note.append(note.isEmpty() ? "" : "; ").append("WORSE: ").append(ReportWords.check(check));
        note.append(" (at least ").append(Percent.of(check.lower())).append(" more)");
      }
    }
    if (!endpoint.note().isEmpty()) {
      note.append(note.isEmpty() ? "" : "; ").append(endpoint.note());
    }
    return note.toString();
  }

  private void fields() {
    if (key.fields().isEmpty()) {
      return;
    }
    section("Where responses differ (this explains, it does not decide)");
    TextTable table = new TextTable("<<<>>>>");
    table.row("endpoint", "path", "how", "v2", "v1", "both", "extra at least");
    rows(
        table,
        key.fields(),
        MAX_FIELDS,
        f ->
            new String[] {
              f.endpoint(),
              f.path(),
              ReportWords.how(f),
              Percent.count(f.b()),
              Percent.count(f.c()),
              Percent.count(f.d()),
              f.lower() <= -1 ? "not known" : Percent.of(f.lower())
            });
  }

  private void latency() {
    if (key.latency().isEmpty()) {
      return;
    }
    section("Latency of the copies");
    TextTable table = new TextTable("<>>");
    table.row("share of requests", "v2", "v1");
    for (LatencyQuantile row : key.latency()) {
      table.row(
          Percent.of(row.quantile()), TimeText.of(row.candidate()), TimeText.of(row.baseline()));
    }
    text.append(table);
  }

  private void settings() {
    if (report.settings().isEmpty()) {
      return;
    }
    section("What settings for paths let pass");
    TextTable table = new TextTable("<><");
    for (SettingResult setting : report.settings()) {
      table.row(setting.setting(), Percent.count(setting.hits()), setting.note());
    }
    text.append(table);
  }

  private void examples() {
    if (key.examples().isEmpty()) {
      return;
    }
    section("Examples");
    TextTable table = new TextTable("<<<<");
    rows(
        table,
        oneOfEachPlace(),
        MAX_EXAMPLES,
        e ->
            new String[] {
              e.method() + " " + e.endpoint(), e.path(), e.before(), "-> " + e.after()
            });
  }

  private List<ExampleResult> oneOfEachPlace() {
    Map<List<Object>, ExampleResult> places = new LinkedHashMap<>();
    for (ExampleResult example : key.examples()) {
      places.putIfAbsent(List.of(example.endpoint(), example.path(), example.kind()), example);
    }
    return List.copyOf(places.values());
  }

  private void keys() {
    if (report.keys().size() < 2) {
      return;
    }
    section("Builds compared: " + report.keys().size());
    TextTable table = new TextTable("<<<><<");
    table.row("v2", "v1", "verdict", "pairs", "since", "");
    for (KeySummary each : report.keys()) {
      table.row(
          ReportWords.build(each.v2()),
          ReportWords.build(each.v1()),
          each.verdict().toString(),
          Percent.count(each.pairs()),
          TimeText.of(each.since()),
          each.current() ? "current" : "");
    }
    text.append(table);
  }

  private <T> void rows(TextTable table, List<T> all, int most, Function<T, String[]> row) {
    all.stream().limit(most).forEach(each -> table.row(row.apply(each)));
    text.append(table);
    if (all.size() > most) {
      line("  … and " + (all.size() - most) + " more");
    }
  }

  private void list(String title, List<String> sentences) {
    if (!sentences.isEmpty()) {
      section(title);
      sentences.forEach(sentence -> line("  - " + sentence));
    }
  }

  private void section(String title) {
    line("");
    line(title);
  }

  private void line(String line) {
    text.append(Printable.of(line)).append('\n');
  }
}

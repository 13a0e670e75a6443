package io.github.mirror4j.compare;

import io.github.mirror4j.text.HtmlBuilder;
import io.github.mirror4j.text.Percent;
import io.github.mirror4j.text.TimeText;
import java.util.List;

/** The head of the page: what it advises, why, and about what. */
final class HtmlVerdict {

  private static final int MAX_PLACES = 3;

  private final ReportView report;
  private final KeyReport key;
  private final HtmlBuilder html;

  HtmlVerdict(ReportView report, HtmlBuilder html) {
    this.report = report;
    this.key = report.key();
    this.html = html;
  }

  void write() {
    Verdict verdict = report.verdict();
    String style = HtmlState.style(verdict.state());
    html.open("header").element("p", "Would v2 have been safe?", "class", "q");
    html.open("h1");
    HtmlState.write(html, style, HtmlState.word(verdict.state()) + ": " + verdict.state().advice());
    html.close();
    String open =
        verdict.state() == Verdict.State.UNDECIDED ? "Neither SAFE nor NOT SAFE is proven. " : "";
    html.element("p", open + sentence(verdict.because()), "class", "why");
    places();
    facts();
    html.close();
    if (verdict.state() == Verdict.State.UNDECIDED && !report.lacks().isEmpty()) {
      html.open("section").element("h2", "What SAFE still needs").open("ul");
      new HtmlRows(html, HtmlRows.MAX_SENTENCES)
          .write(report.lacks(), lack -> html.element("li", sentence(lack)), html::close);
      html.close();
    }
  }

  /** Paths explain a verdict, so they stand beside one that advises against a release. */
  private void places() {
    List<FieldResult> places =
        key.fields().stream()
            .filter(field -> field.counts() && field.lower() > 0)
            .limit(MAX_PLACES)
            .toList();
    if (places.isEmpty() || report.verdict().state() == Verdict.State.SAFE) {
      return;
    }
    html.open("ul", "class", "where");
    places.forEach(this::place);
    html.close();
  }

  private void place(FieldResult field) {
    html.open("li");
    HtmlTable.code(html, field.path());
    html.text(" of ");
    HtmlTable.code(html, field.endpoint());
    html.text(
        ": %s differs in %s of %s responses of v2 and %s of v1."
            .formatted(
                ReportWords.kinds(field),
                Percent.count(field.b() + field.d()),
                Percent.count(field.n() + field.d()),
                Percent.count(field.c() + field.d())));
    html.close();
  }

  private void facts() {
    html.open("dl");
    fact("Old version (v1)", ReportWords.build(key.v1()));
    fact("New version (v2)", ReportWords.build(key.v2()));
    fact("Mirror", report.mirror().toString());
    fact("Evidence of", ReportWords.scope(report));
    fact("Compared since", TimeText.of(key.since()));
    fact("As of", TimeText.of(report.at()));
    fact("Time between first and last pair", TimeText.of(key.span()));
    fact("Pairs", Percent.count(key.pairs()));
    fact("Triples that count", Percent.count(key.triples()));
    fact("Distinct requests", Percent.count(key.distinct()));
    fact("Repeats, which do not count", Percent.count(key.repeated()));
    html.close();
  }

  private void fact(String name, String value) {
    html.open("div").element("dt", name).open("dd");
    html.element("bdi", value).close().close();
  }

  static String sentence(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int rest = text.offsetByCodePoints(0, 1);
    return Character.toString(Character.toTitleCase(text.codePointAt(0)))
        + text.substring(rest)
        + (text.endsWith(".") ? "" : ".");
  }
}

package io.github.mirror4j.compare;

import static io.github.mirror4j.compare.HtmlTable.code;
import static io.github.mirror4j.compare.HtmlTable.text;

import io.github.mirror4j.text.HtmlBuilder;
import io.github.mirror4j.text.TimeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Examples of differences, one of each kind at each place first. */
final class HtmlExamples {

  private final List<ExampleResult> examples;
  private final HtmlBuilder html;

  HtmlExamples(KeyReport key, HtmlBuilder html) {
    Map<List<Object>, ExampleResult> places = new LinkedHashMap<>();
    for (ExampleResult example : key.examples()) {
      places.putIfAbsent(List.of(example.endpoint(), example.path(), example.kind()), example);
    }
    this.examples = List.copyOf(places.values());
    this.html = html;
  }

  /** Writes the table, up to a number of bytes. */
  void write(int most) {
    if (examples.isEmpty()) {
      return;
    }
    html.open("section").element("h2", "Examples");
    HtmlTable table =
        HtmlTable.begin(
            html,
            "One difference of each kind at each place; values by their shape",
            "path",
            "endpoint",
            "how",
            "v1",
            "v2",
            "seen at",
            "request");
    new HtmlRows(html, most)
        .write(
            examples,
            e ->
                table.row(
                    code(e.path()),
                    code(e.method() + " " + e.endpoint()),
                    text(ReportWords.of(e.kind())),
                    code(e.before()),
                    code(e.after()),
                    text(TimeText.of(e.at())),
                    code(e.request())),
            table::end);
    html.close();
  }
}

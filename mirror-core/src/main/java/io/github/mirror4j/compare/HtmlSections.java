package io.github.mirror4j.compare;

import static io.github.mirror4j.compare.HtmlTable.text;

import io.github.mirror4j.compare.HtmlTable.Cell;
import io.github.mirror4j.text.HtmlBuilder;
import java.util.List;

/** The sections that others add to the page. */
final class HtmlSections {

  private static final int MAX_SENTENCES = 5_000;
  private static final int MAX_ROWS = 10_000;

  private final HtmlBuilder html;

  HtmlSections(HtmlBuilder html) {
    this.html = html;
  }

  /** Writes sections until a number of bytes is used up, and says how many are left out. */
  void write(List<ReportSection> sections, int mostBytes) {
    new HtmlRows(html, mostBytes).write(sections, this::section, () -> {});
  }

  private void section(ReportSection section) {
    html.open("section").element("h2", section.title());
    new HtmlRows(html, MAX_SENTENCES)
        .write(section.sentences(), sentence -> html.element("p", sentence), () -> {});
    section.table().ifPresent(this::table);
    html.close();
  }

  private void table(ReportSection.Table table) {
    String[] titles = table.columns().toArray(String[]::new);
    for (int i = 1; i < titles.length; i++) {
      titles[i] = HtmlTable.NUMBER + titles[i];
    }
    HtmlTable written = HtmlTable.begin(html, table.caption(), titles);
    new HtmlRows(html, MAX_ROWS).write(table.rows(), row -> row(written, row), written::end);
  }

  private static void row(HtmlTable table, List<String> texts) {
    Cell[] numbers = texts.stream().skip(1).map(HtmlTable::shortNumber).toArray(Cell[]::new);
    table.row(text(texts.get(0)), numbers);
  }
}

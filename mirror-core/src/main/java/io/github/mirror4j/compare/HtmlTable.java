package io.github.mirror4j.compare;

import io.github.mirror4j.text.HtmlBuilder;
import io.github.mirror4j.text.Percent;
import io.github.mirror4j.text.TimeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of the page. On a narrow screen its rows are lists of cells, each with the title of its
 * column.
 */
final class HtmlTable {

  /** Begins the title of a column of numbers. */
  static final String NUMBER = ">";

  /** The length to which names and paths are cut; JSON has them in full. */
  private static final int MAX_CHARACTERS = 160;

  private final HtmlBuilder html;
  private final List<String> titles;

  private HtmlTable(HtmlBuilder html, List<String> titles) {
    this.html = html;
    this.titles = titles;
  }

  /**
   * Begins a table, whose first column names the rows. A title that begins with {@link #NUMBER} is
   * that of numbers.
   */
  static HtmlTable begin(HtmlBuilder html, String caption, String... titles) {
    html.open("table").element("caption", caption).open("thead").open("tr");
    List<String> names = new ArrayList<>();
    for (String title : titles) {
      boolean isNumber = title.startsWith(NUMBER);
      names.add(isNumber ? title.substring(1) : title);
      html.element("th", names.getLast(), "scope", "col", "class", isNumber ? "n" : "t");
    }
    html.close().close().open("tbody");
    return new HtmlTable(html, names);
  }

  void row(Cell name, Cell... cells) {
    html.open("tr").open("th", "scope", "row");
    name.content().write(html);
    html.close();
    for (int i = 0; i < cells.length; i++) {
      html.open("td", "class", cells[i].style(), "data-l", titles.get(i + 1));
      cells[i].content().write(html);
      html.close();
    }
    html.close();
  }

  void end() {
    html.close().close();
  }

  static Cell text(String text) {
    return new Cell("t", html -> html.text(HtmlBuilder.shortened(text, MAX_CHARACTERS)));
  }

  static Cell number(String number) {
    return new Cell("n", html -> html.text(number));
  }

  /** A number that comes from outside. */
  static Cell shortNumber(String number) {
    return number(HtmlBuilder.shortened(number, MAX_CHARACTERS));
  }

  static Cell count(long count) {
    return number(Percent.count(count));
  }

  static Cell percent(double fraction) {
    return number(signed(fraction));
  }

  static Cell time(Duration time) {
    return number(TimeText.of(time));
  }

  static Cell code(String name) {
    return new Cell("t", html -> code(html, name));
  }

  static void code(HtmlBuilder html, String name) {
    html.element("code", HtmlBuilder.shortened(name, MAX_CHARACTERS));
  }

  /** A fraction beside the limit that it is measured by. */
  static Cell percent(double fraction, double limit) {
    return number(minus(Percent.beside(Math.clamp(fraction, -1, 1), limit)));
  }

  /** Fractions of at most one, with the sign that numbers have in print. */
  static String signed(double fraction) {
    return minus(Percent.of(Math.clamp(fraction, -1, 1)));
  }

  private static String minus(String number) {
    return number.replace('-', '−');
  }

  /** What a cell holds and how it is set. */
  record Cell(String style, Content content) {}

  /** Writes what a cell holds. */
  @FunctionalInterface
  interface Content {

    void write(HtmlBuilder html);
  }
}

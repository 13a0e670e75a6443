package io.github.mirror4j.examples.bench.load;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** The figures of one mode as a table in Markdown: ratios, and for plain rows the figures. */
final class FigureTable {

  private static final double MIB = 1 << 20;

  private static final List<Figure> RATIOS =
      List.of(
          Figure.P50,
          Figure.P99,
          Figure.P999,
          Figure.SENT_P50,
          Figure.THROUGHPUT,
          Figure.CPU,
          Figure.ALLOCATION);

  private static final List<String> OTHERS =
      List.of(
          "live heap MiB",
          "threads",
          "descriptors",
          "rounds",
          "requests",
          "copies sent",
          "arrived",
          "errors");

  private FigureTable() {}

  static String of(List<Row> rows) {
    StringBuilder text = new StringBuilder("| mirror | variant |");
    RATIOS.forEach(figure -> text.append(' ').append(figure.label()).append(" x |"));
    OTHERS.forEach(column -> text.append(' ').append(column).append(" |"));
    text.append("\n|---|---|").append("---:|".repeat(RATIOS.size() + OTHERS.size())).append('\n');
    rows.forEach(row -> text.append(line(row)).append('\n'));
    return text.toString();
  }

  private static String line(Row row) {
    StringJoiner cells = new StringJoiner(" | ", "| ", " |");
    cells.add(row.part()).add(row.variant().label());
    for (Figure figure : RATIOS) {
      cells.add(row.isBaseline() ? value(row, figure) : row.ratio(figure).toString());
    }
    cells.add(Spread.number(row.value(Figure.HEAP).median() / MIB));
    cells.add(whole(row.value(Figure.THREADS)));
    cells.add(whole(row.value(Figure.DESCRIPTORS)));
    cells.add(Integer.toString(row.rounds()));
    cells.add(row.requests() + (row.unsent() > 0 ? " + " + row.unsent() + " unsent" : ""));
    cells.add(sent(row));
    cells.add(Long.toString(row.arrived()));
    cells.add(row.errors() == 0 ? "0" : "**" + row.errors() + "**");
    return cells.toString();
  }

  private static String value(Row row, Figure figure) {
    String unit =
        switch (figure) {
          case THROUGHPUT -> "/s";
          case ALLOCATION -> " B";
          default -> " us";
        };
    return "*" + Spread.number(row.value(figure).median()) + unit + "*";
  }

  private static String whole(Spread value) {
    return String.format(Locale.ROOT, "%.0f", value.median());
  }

  private static String sent(Row row) {
    return row.variant() == Variant.NGINX
        ? "not counted"
        : Long.toString(row.copies().getOrDefault("sent", 0L));
  }
}

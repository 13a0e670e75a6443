package io.github.mirror4j.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Lines of cells below each other, for a terminal with letters of one width. */
public final class TextTable {

  private static final String GAP = "  ";

  private final String alignment;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Starts a table.
   *
   * @param alignment a sign for each column: {@code <} for left, {@code >} for right
   */
  public TextTable(String alignment) {
    this.alignment = alignment;
  }

  /**
   * Adds a row.
   *
   * @param cells the text of each cell
   */
  public void row(String... cells) {
    rows.add(Stream.of(cells).map(Printable::of).toList());
  }

  /** The rows, each indented and ended by a line feed, without blanks at the end. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        line.append(GAP).append(padded(row.get(column), column));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private String padded(String cell, int column) {
    String blanks = " ".repeat(width(column) - cell.length());
    return alignment.charAt(column) == '<' ? cell + blanks : blanks + cell;
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}

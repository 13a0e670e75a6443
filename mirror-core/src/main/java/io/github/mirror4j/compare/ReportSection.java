package io.github.mirror4j.compare;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A section that {@linkplain ComparisonReport#toHtml(List) is added} to the page of a report: what
 * else its readers want to know. It is text only: markup in it is shown and has no effect.
 * Immutable.
 *
 * @param title the heading
 * @param sentences the paragraphs below the heading
 * @param table the table below them
 * @since 0.1.0
 */
public record ReportSection(String title, List<String> sentences, Optional<Table> table) {

  /**
   * Copies the list.
   *
   * @throws NullPointerException if an argument is null
   */
  public ReportSection {
    requireNonNull(title, "title");
    requireNonNull(table, "table");
    sentences = List.copyOf(sentences);
  }

  /**
   * A table.
   *
   * @param caption what it shows, also for people who cannot see it
   * @param columns the titles of the columns, 2 to 12. The first column names the rows, the others
   *     hold numbers
   * @param rows the rows, each with a text for each column
   * @since 0.1.0
   */
  public record Table(String caption, List<String> columns, List<List<String>> rows) {

    private static final int MIN_COLUMNS = 2;
    private static final int MAX_COLUMNS = 12;

    /**
     * Copies the lists.
     *
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if there are too few or too many columns, or if a row has
     *     more or fewer texts than there are columns
     */
    public Table {
      requireNonNull(caption, "caption");
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      int size = columns.size();
      if (size < MIN_COLUMNS || size > MAX_COLUMNS) {
        throw new IllegalArgumentException(
            "columns: %d (expected: %d to %d)".formatted(size, MIN_COLUMNS, MAX_COLUMNS));
      }
      for (int i = 0; i < rows.size(); i++) {
        if (rows.get(i).size() != size) {
          throw new IllegalArgumentException(
              "rows[%d]: %d texts (expected: %d)".formatted(i, rows.get(i).size(), size));
        }
      }
    }
  }
}

package io.github.mirror4j.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A table of a page.
 *
 * @param rows the cells of each row below the head
 */
record MarkdownTable(List<List<String>> rows) {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** Reads the table below this head, such as {@code | setting | default |}; there must be one. */
  static MarkdownTable of(String page, String head) throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve(page));
    if (lines.indexOf(head) != lines.lastIndexOf(head) || !lines.contains(head)) {
      throw new AssertionError(page + ": " + head + " (expected: the head of one table)");
    }
    List<List<String>> rows = new ArrayList<>();
    for (String line : lines.subList(lines.indexOf(head) + 2, lines.size())) {
      if (!line.startsWith("|")) {
        break;
      }
      String cells = line.substring(1, line.lastIndexOf('|'));
      rows.add(Arrays.stream(cells.split("(?<!\\\\)\\|", -1)).map(String::strip).toList());
    }
    return new MarkdownTable(rows);
  }

  /** Returns what is written as code in a column, in its order. */
  List<String> code(int column) {
    return rows.stream().flatMap(row -> code(row.get(column))).toList();
  }

  /** Returns what is written as code in a cell. */
  static Stream<String> code(String cell) {
    return CODE.matcher(cell).results().map((MatchResult found) -> found.group(1));
  }

  /** Returns the row whose first cell is this. */
  List<String> row(String first) {
    return rows.stream().filter(row -> row.get(0).equals(first)).findFirst().orElseThrow();
  }
}

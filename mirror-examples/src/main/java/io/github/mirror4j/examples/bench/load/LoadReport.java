package io.github.mirror4j.examples.bench.load;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The results as text, with tables in Markdown. */
final class LoadReport {

  private static final double KIB = 1 << 10;

  private final Results results;
  private final StringBuilder text = new StringBuilder();

  private LoadReport(Results results) {
    this.results = results;
  }

  static String of(Results results) {
    LoadReport report = new LoadReport(results);
    report.head();
    Arrays.stream(Mode.values()).forEach(report::figures);
    report.heldCopies();
    report.accounts();
    report.goals();
    report.errors();
    return report.text.toString();
  }

  private void head() {
    line("# What mirroring costs its callers\n");
    line("- machine: " + results.machine());
    line(
        "- its load average: "
            + results.loadBefore()
            + " before, "
            + results.loadAfter()
            + " after");
    line("- options: " + results.options());
    line("- nginx: " + results.nginx());
    line("- ratios (x): of each round to the plain rounds next to it; their median [quartiles]");
    line("- of p99 and p99.9: of the median to that of those plain rounds [quartiles, resampled]");
    line("- plain rows: the figures themselves; nginx is compared with nginx without a mirror\n");
  }

  private void figures(Mode mode) {
    List<Row> rows = results.rows().stream().filter(row -> row.mode() == mode).toList();
    if (rows.isEmpty()) {
      return;
    }
    line(
        mode == Mode.PACED
            ? "## Paced: latency since a request was due\n"
            : "## Closed loop: as fast as callers get responses\n");
    line(FigureTable.of(rows));
  }

  private void heldCopies() {
    if (results.held().isEmpty()) {
      return;
    }
    line(
        "## Memory of copies that hang, each with a body of %d KiB\n"
            .formatted(Plan.HELD_BODY >> 10));
    line("| variant | copies held | live heap for each, KiB |\n|---|---:|---:|");
    results.held().forEach((variant, held) -> line(heldLine(variant, held)));
    line("");
  }

  private static String heldLine(Variant variant, List<HeldCopies> held) {
    String counts = held.stream().map(each -> "" + each.copies()).collect(Collectors.joining(", "));
    Spread each = Spread.of(held.stream().mapToDouble(h -> h.bytesPerCopy() / KIB).toArray());
    return "| %s | %s | %s |".formatted(variant.label(), counts, each);
  }

  private void accounts() {
    List<Row> rows = results.rows().stream().filter(row -> row.variant().isOurs()).toList();
    if (rows.isEmpty()) {
      return;
    }
    line("## Mirror4J's counts of its copies, in the counted rounds\n");
    for (Row row : rows) {
      line(
          "- %s, %s, %s: %s"
              .formatted(
                  row.part(), row.variant().label(), row.mode().word(), words(row.copies())));
    }
    line("");
  }

  private static String words(Map<String, Long> copies) {
    return copies.entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private void goals() {
    if (results.goals().isEmpty()) {
      return;
    }
    line("## Goals\n\n| goal | measured | expected | verdict |\n|---|---|---|---|");
    results.goals().forEach(goal -> line(goal.toString()));
    long met = results.goals().stream().filter(Goal::met).count();
    line("\n%d of %d goals met".formatted(met, results.goals().size()));
  }

  private void errors() {
    for (Row row : results.rows()) {
      if (row.errors() > 0) {
        line(
            "ERRORS: %d requests failed for callers of %s, mirror %s, %s: %s"
                .formatted(
                    row.errors(),
                    row.variant().label(),
                    row.part(),
                    row.mode().word(),
                    row.error()));
      }
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}

package io.github.mirror4j.compare;

import static io.github.mirror4j.compare.HtmlTable.code;
import static io.github.mirror4j.compare.HtmlTable.count;
import static io.github.mirror4j.compare.HtmlTable.percent;
import static io.github.mirror4j.compare.HtmlTable.text;

import io.github.mirror4j.compare.EndpointResult.StatusCount;
import io.github.mirror4j.text.HtmlBuilder;
import io.github.mirror4j.text.Percent;
import java.util.List;
import java.util.TreeSet;

/** One endpoint: which statuses met, and where its responses differ. */
final class HtmlEndpoint {

  private static final int MAX_FIELDS_BYTES = 15_000;

  private final HtmlBuilder html;

  HtmlEndpoint(HtmlBuilder html) {
    this.html = html;
  }

  /** Writes an endpoint, opened if it is beyond a limit or if v2 differs measurably in a field. */
  void write(EndpointResult endpoint, List<FieldResult> fields, boolean isWorse) {
    if (isWorse || fields.stream().anyMatch(field -> field.counts() && field.lower() > 0)) {
      html.open("details", "open", "open");
    } else {
      html.open("details");
    }
    html.open("summary");
    HtmlTable.code(html, endpoint.name());
    html.text(
        " %s of traffic, %s triples, %s distinct requests, %s"
            .formatted(
                Percent.of(endpoint.share()),
                Percent.count(endpoint.triples()),
                Percent.count(endpoint.distinct()),
                Percent.count(fields.size(), "path", "paths")));
    html.close();
    if (!endpoint.note().isEmpty()) {
      html.element("p", HtmlVerdict.sentence(endpoint.note()));
    }
    html.open("div", "class", "pair");
    statuses("v2", endpoint.candidate());
    statuses("v1 again", endpoint.baseline());
    html.close();
    fields(fields);
    html.close();
  }

  private void statuses(String copy, List<StatusCount> counts) {
    if (counts.isEmpty()) {
      return;
    }
    if (counts.size() == 1) {
      StatusCount only = counts.get(0);
      html.element(
          "p",
          "%s: v1 %s and %s %s, always."
              .formatted(
                  Percent.count(only.count()), status(only.primary()), copy, status(only.copy())));
      return;
    }
    TreeSet<Integer> columns = new TreeSet<>(counts.stream().map(StatusCount::copy).toList());
    String[] titles = new String[columns.size() + 1];
    titles[0] = "v1";
    int i = 1;
    for (int column : columns) {
      titles[i++] = ">" + copy + " " + status(column);
    }
    HtmlTable table = HtmlTable.begin(html, "Statuses: v1 and " + copy, titles);
    for (int row : new TreeSet<>(counts.stream().map(StatusCount::primary).toList())) {
      table.row(
          text(status(row)),
          columns.stream()
              .map(column -> count(met(counts, row, column)))
              .toArray(HtmlTable.Cell[]::new));
    }
    table.end();
  }

  private static long met(List<StatusCount> counts, int primary, int copy) {
    return counts.stream()
        .filter(count -> count.primary() == primary && count.copy() == copy)
        .mapToLong(StatusCount::count)
        .sum();
  }

  private static String status(int status) {
    return switch (status) {
      case -1 -> "others";
      case 0 -> "no response";
      default -> String.valueOf(status);
    };
  }

  private void fields(List<FieldResult> fields) {
    if (fields.isEmpty()) {
      return;
    }
    HtmlTable table =
        HtmlTable.begin(
            html,
            "Where responses differ, in triples",
            "path",
            "how",
            "severity",
            ">only v2",
            ">only v1",
            ">both",
            ">at least",
            ">at most",
            ">triples");
    new HtmlRows(html, MAX_FIELDS_BYTES)
        .write(
            fields,
            f ->
                table.row(
                    code(f.path()),
                    text(ReportWords.how(f)),
                    text(ReportWords.of(f.severity())),
                    count(f.b()),
                    count(f.c()),
                    count(f.d()),
                    percent(f.lower()),
                    percent(f.upper()),
                    count(f.n())),
            table::end);
  }
}

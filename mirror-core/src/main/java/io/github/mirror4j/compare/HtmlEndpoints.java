package io.github.mirror4j.compare;

import static io.github.mirror4j.compare.HtmlTable.code;
import static io.github.mirror4j.compare.HtmlTable.count;
import static io.github.mirror4j.compare.HtmlTable.number;
import static io.github.mirror4j.compare.HtmlTable.percent;

import io.github.mirror4j.rule.Check;
import io.github.mirror4j.text.HtmlBuilder;
import io.github.mirror4j.text.Percent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The endpoints as a forest plot: one interval each, of the check that looks worst. */
final class HtmlEndpoints {

  private static final Comparator<CheckResult> WORST =
      Comparator.<CheckResult, Boolean>comparing(check -> check.state() == CheckState.WORSE)
          .thenComparing(check -> check.check() == Check.CONTENT);

  private final Map<String, CheckResult> worst = new HashMap<>();
  private final List<EndpointResult> endpoints;
  private final HtmlBuilder html;

  HtmlEndpoints(KeyReport key, HtmlBuilder html) {
    this.html = html;
    for (CheckResult check : key.checks()) {
      if (check.endpoint() != null) {
        worst.merge(check.endpoint(), check, (a, b) -> WORST.compare(b, a) > 0 ? b : a);
      }
    }
    endpoints =
        key.endpoints().stream()
            .sorted(
                Comparator.<EndpointResult, Boolean>comparing(e -> !isWorse(e))
                    .thenComparing(Comparator.comparingDouble(EndpointResult::share).reversed())
                    .thenComparing(EndpointResult::name))
            .toList();
  }

  /** Returns the endpoints, those beyond a limit first, then those with the most traffic. */
  List<EndpointResult> ordered() {
    return endpoints;
  }

  boolean isWorse(EndpointResult endpoint) {
    CheckResult check = worst(endpoint);
    return check != null && check.state() == CheckState.WORSE;
  }

  private @Nullable CheckResult worst(EndpointResult endpoint) {
    return worst.get(endpoint.name());
  }

  /** Writes the table, up to a number of bytes. */
  void write(int most) {
    if (endpoints.isEmpty()) {
      return;
    }
    IntervalPlot plot =
        new IntervalPlot(endpoints.stream().map(this::worst).filter(Objects::nonNull).toList());
    html.open("section").element("h2", "Endpoints");
    HtmlTable table =
        HtmlTable.begin(
            html,
            "Endpoints: content, or another check that is beyond its limit. " + IntervalPlot.LEGEND,
            "endpoint",
            "state",
            "interval",
            ">at least",
            ">at most",
            ">traffic",
            ">triples");
    new HtmlRows(html, most).write(endpoints, e -> row(e, plot, table), table::end);
    html.close();
  }

  private void row(EndpointResult endpoint, IntervalPlot plot, HtmlTable table) {
    CheckResult check = worst(endpoint);
    if (check == null) {
      table.row(
          code(endpoint.name()),
          HtmlTable.text("not checked"),
          HtmlTable.text(""),
          number(""),
          number(""),
          percent(endpoint.share()),
          count(endpoint.triples()));
      return;
    }
    table.row(
        code(endpoint.name()),
        HtmlState.cell(check.state(), remark(endpoint, check), ""),
        plot.of(check),
        percent(check.lower(), check.margin()),
        percent(check.upper(), check.margin()),
        number(Percent.of(endpoint.share())),
        count(endpoint.triples()));
  }

  private static String remark(EndpointResult endpoint, CheckResult check) {
    String which = check.check() == Check.CONTENT ? "" : ", " + ReportWords.check(check);
    return which + (endpoint.judged() ? "" : ", too few to judge");
  }
}

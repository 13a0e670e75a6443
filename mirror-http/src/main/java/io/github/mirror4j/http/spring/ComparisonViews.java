package io.github.mirror4j.http.spring;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.ReportSection;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.http.MirrorComparison;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.text.HtmlBuilder;
import io.github.mirror4j.text.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the endpoint shows of comparisons.
 *
 * @param comparisons the comparisons
 * @param isOne whether one was asked for by its name
 * @param more what else the page of a comparison shows
 */
record ComparisonViews(
    List<MirrorComparison> comparisons, boolean isOne, List<ReportSection> more) {

  /** Returns the reports; for a browser a list of links where there are several. */
  String report(MirrorEndpoint.PageFormat format) {
    return switch (format) {
      case TEXT -> joined("\n", ComparisonReport::toText);
      case JSON -> isOne ? json() : "[" + json() + "]";
      case HTML -> comparisons.size() == 1 ? joined("", each -> each.toHtml(more)) : links();
    };
  }

  private String json() {
    return joined(",", ComparisonReport::toJson);
  }

  private String joined(String separator, Function<ComparisonReport, String> text) {
    return comparisons.stream()
        .map(comparison -> text.apply(comparison.report()))
        .collect(Collectors.joining(separator));
  }

  private String links() {
    HtmlBuilder html = new HtmlBuilder();
    html.open("html", "lang", "en").open("head");
    html.element("title", "Comparisons - Mirror4J").close().open("body");
    if (comparisons.isEmpty()) {
      html.element("p", "No rule compares responses.");
    }
    html.open("ul");
    for (MirrorComparison comparison : comparisons) {
      MirrorId id = comparison.id();
      String link = "?rule=" + encode(id.rule(), UTF_8) + "&mirror=" + encode(id.mirror(), UTF_8);
      html.open("li").element("a", id.toString(), "href", link);
      html.text(" " + comparison.verdict()).close();
    }
    return "<!DOCTYPE html>\n" + html.close().close().close();
  }

  /** Returns the verdicts, and what they are together. */
  String verdict(boolean asJson) {
    List<Verdict> all = comparisons.stream().map(MirrorComparison::verdict).toList();
    if (!asJson) {
      return together(all)
          + "\n"
          + comparisons.stream().map(each -> each + "\n").collect(Collectors.joining());
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("verdict", together(all));
    json.put("scope", "process");
    json.put("mirrors", comparisons.stream().map(ComparisonViews::mirror).toList());
    return JsonText.of(json);
  }

  private static Map<String, Object> mirror(MirrorComparison comparison) {
    Verdict verdict = comparison.verdict();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", comparison.id().rule());
    json.put("mirror", comparison.id().mirror());
    json.put("verdict", verdict.state());
    json.put("because", verdict.because());
    return json;
  }

  /** One that is not safe is enough, and all have to be safe; without any, nothing is proven. */
  private static Verdict.State together(List<Verdict> all) {
    if (all.stream().anyMatch(verdict -> verdict.state() == Verdict.State.NOT_SAFE)) {
      return Verdict.State.NOT_SAFE;
    }
    boolean isSafe =
        !all.isEmpty() && all.stream().allMatch(each -> each.state() == Verdict.State.SAFE);
    return isSafe ? Verdict.State.SAFE : Verdict.State.UNDECIDED;
  }
}

package io.github.mirror4j.compare;

import io.github.mirror4j.text.JsonText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a report as JSON. The names are stable, shares are fractions, and times are in seconds.
 */
final class ReportJson {

  static final int VERSION = 1;

  private ReportJson() {}

  static String of(ReportView report) {
    return of(report, Map.of());
  }

  /** Says how many of each list were left out, if any. */
  static String of(ReportView report, Map<String, Integer> leftOut) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("v", VERSION);
    json.put("verdict", report.verdict().state());
    json.put("because", report.verdict().because());
    json.put("scope", lower(report.scope()));
    json.put("at", report.at());
    json.put("processes", report.processes());
    json.put("mirrors", List.of(mirror(report)));
    if (!leftOut.isEmpty()) {
      json.put("leftOut", leftOut);
    }
    return JsonText.of(json);
  }

  /** Writes the reports of one process. */
  static String of(List<? extends ReportView> reports, Instant at) {
    Verdict worst =
        reports.stream()
            .map(ReportView::verdict)
            .max(Comparator.comparing(Verdict::state, Verdict.State.WORST_LAST))
            .orElse(new Verdict(Verdict.State.UNDECIDED, "nothing is compared"));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("v", VERSION);
    json.put("verdict", worst.state());
    json.put("because", worst.because());
    json.put("scope", lower(ReportScope.PROCESS));
    json.put("at", at);
    json.put("processes", 1);
    json.put("mirrors", reports.stream().map(ReportJson::mirror).toList());
    return JsonText.of(json);
  }

  /** Writes the verdict alone, for places without room for what it rests on. */
  static String verdict(ReportView report) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("v", VERSION);
    json.put("verdict", report.verdict().state());
    json.put("scope", lower(report.scope()));
    json.put("at", report.at());
    json.put("processes", report.processes());
    json.put("mirrors", List.of());
    json.put("leftOut", Map.of("mirrors", 1));
    return JsonText.of(json);
  }

  static Map<String, @Nullable Object> mirror(ReportView report) {
    KeyReport key = report.key();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("rule", report.mirror().rule());
    json.put("mirror", report.mirror().mirror());
    json.put("verdict", report.verdict().state());
    json.put("because", report.verdict().because());
    json.put("lacks", report.lacks());
    json.put("v1", key.v1());
    json.put("v2", key.v2());
    json.put("since", key.since());
    json.put("spanSeconds", seconds(key.span()));
    json.put("pairs", key.pairs());
    json.put("triples", key.triples());
    json.put("distinct", key.distinct());
    json.put("repeated", key.repeated());
    json.put("coverage", key.coverage());
    json.put("account", account(report.pairs()));
    json.put("checks", key.checks().stream().map(ReportJson::check).toList());
    json.put("endpoints", key.endpoints().stream().map(ReportJson::endpoint).toList());
    json.put("fields", key.fields().stream().map(ReportJson::field).toList());
    json.put("latency", key.latency().stream().map(ReportJson::quantile).toList());
    json.put("history", key.history().stream().map(ReportJson::point).toList());
    json.put("settings", report.settings().stream().map(ReportJson::setting).toList());
    json.put("examples", key.examples().stream().map(ReportJson::example).toList());
    json.put("keys", report.keys().stream().map(ReportJson::key).toList());
    json.put("doesNotTell", report.doesNotTell());
    json.put("comparison", report.comparison());
    return json;
  }

  private static Map<String, @Nullable Object> account(PairCounts pairs) {
    Map<String, @Nullable Object> lost = new LinkedHashMap<>();
    pairs.lost().forEach((reason, count) -> lost.put(lower(reason), count));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("selected", pairs.selected());
    json.put("compared", pairs.compared());
    json.put("pending", pairs.pending());
    json.put("lost", lost);
    return json;
  }

  private static Map<String, @Nullable Object> check(CheckResult check) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("endpoint", check.endpoint());
    json.put("check", lower(check.check()));
    json.put("path", null);
    if (check.threshold() != null) {
      json.put("overSeconds", seconds(check.threshold()));
    }
    json.put("n", check.n());
    json.put("b", check.b());
    json.put("c", check.c());
    json.put("d", check.d());
    json.put("lower", check.lower());
    json.put("upper", check.upper());
    json.put("margin", check.margin());
    json.put("state", check.state());
    json.put("more", check.more());
    json.put("note", check.note());
    return json;
  }

  private static Map<String, @Nullable Object> endpoint(EndpointResult endpoint) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("endpoint", endpoint.name());
    json.put("triples", endpoint.triples());
    json.put("distinct", endpoint.distinct());
    json.put("share", endpoint.share());
    json.put("judged", endpoint.judged());
    json.put("note", endpoint.note());
    json.put("candidateStatuses", statuses(endpoint.candidate()));
    json.put("baselineStatuses", statuses(endpoint.baseline()));
    return json;
  }

  private static List<Map<String, Object>> statuses(List<EndpointResult.StatusCount> counts) {
    return counts.stream()
        .<Map<String, Object>>map(
            s -> new TreeMap<>(Map.of("primary", s.primary(), "copy", s.copy(), "n", s.count())))
        .toList();
  }

  private static Map<String, @Nullable Object> field(FieldResult field) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("endpoint", field.endpoint());
    json.put("path", field.path());
    json.put("kinds", field.kinds().stream().sorted().map(ReportJson::lower).toList());
    json.put("severity", lower(field.severity()));
    json.put("counts", field.counts());
    json.put("noisy", field.noisy());
    json.put("n", field.n());
    json.put("b", field.b());
    json.put("c", field.c());
    json.put("d", field.d());
    json.put("lower", field.lower());
    json.put("upper", field.upper());
    return json;
  }

  private static Map<String, @Nullable Object> quantile(LatencyQuantile quantile) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("quantile", quantile.quantile());
    json.put("candidateSeconds", seconds(quantile.candidate()));
    json.put("baselineSeconds", seconds(quantile.baseline()));
    return json;
  }

  private static Map<String, @Nullable Object> point(HistoryPoint point) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("at", point.at());
    json.put("n", point.n());
    json.put("b", point.b());
    json.put("c", point.c());
    json.put("failed", point.failed());
    return json;
  }

  private static Map<String, @Nullable Object> setting(SettingResult setting) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("setting", setting.setting());
    json.put("hits", setting.hits());
    json.put("note", setting.note());
    return json;
  }

  private static Map<String, @Nullable Object> example(ExampleResult example) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("at", example.at());
    json.put("endpoint", example.endpoint());
    json.put("method", example.method());
    json.put("path", example.path());
    json.put("kind", lower(example.kind()));
    json.put("before", example.before());
    json.put("after", example.after());
    json.put("request", example.request());
    return json;
  }

  private static Map<String, @Nullable Object> key(KeySummary key) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("v1", key.v1());
    json.put("v2", key.v2());
    json.put("since", key.since());
    json.put("pairs", key.pairs());
    json.put("verdict", key.verdict());
    json.put("current", key.current());
    return json;
  }

  /** Returns a time in seconds, to the microsecond. */
  private static double seconds(Duration time) {
    return BigDecimal.valueOf(time.toNanos() / 1_000, 6).doubleValue();
  }

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

package io.github.mirror4j.compare;

import io.github.mirror4j.compare.EndpointResult.StatusCount;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.MirrorId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reports with something in every place, of any size and with any names. */
final class SampleReports {

  static final Instant AT = Instant.parse("2026-11-27T09:00:00.123456Z");

  private final UnaryOperator<String> name;
  private final Verdict.State state;

  private SampleReports(Verdict.State state, UnaryOperator<String> name) {
    this.state = state;
    this.name = name;
  }

  static ComparisonReport of(Verdict.State state, int endpoints, int paths) {
    return named(state, endpoints, paths, UnaryOperator.identity());
  }

  /** The same, as the sum of 200 processes. */
  static ComparisonReport ofFleet(Verdict.State state, int endpoints, int paths) {
    ComparisonReport report = of(state, endpoints, paths);
    return new ComparisonReport(
        ReportScope.FLEET,
        200,
        report.mirror(),
        report.at(),
        report.verdict(),
        report.lacks(),
        report.pairs(),
        report.key(),
        report.keys(),
        report.settings(),
        report.doesNotTell(),
        report.comparison());
  }

  /** Every text that comes from outside goes through a function. */
  static ComparisonReport named(
      Verdict.State state, int endpoints, int paths, UnaryOperator<String> name) {
    return new SampleReports(state, name).report(endpoints, paths);
  }

  private ComparisonReport report(int endpoints, int paths) {
    Verdict verdict = new Verdict(state, name.apply(because()));
    return new ComparisonReport(
        ReportScope.PROCESS,
        1,
        new MirrorId(name.apply("orders-v2"), name.apply("orders version=v2")),
        AT,
        verdict,
        state == Verdict.State.UNDECIDED ? lacks() : List.of(),
        new PairCounts(
            52_340,
            51_877,
            3,
            Map.of(LossReason.LANE_FULL, 402L, LossReason.PRIMARY_TOO_LARGE, 58L)),
        key(verdict, endpoints, paths),
        List.of(summary("v2.0.9", Verdict.State.NOT_SAFE, false), summary("v2.1.0", state, true)),
        List.of(
            new SettingResult(name.apply("ignore $.items[*].updatedAt"), 51_002, ""),
            new SettingResult(
                name.apply("expect $.currency"), 0, name.apply("let nothing pass so far"))),
        List.of(
            "Only requests that the rule selected were compared. Others may fare otherwise.",
            name.apply("v1 has just responded to the same request when its baseline arrives.")),
        name.apply("withBaseline(20).endpoint(\"/orders/{id}\").margin(CONTENT, 0.5)"));
  }

  private String because() {
    return switch (state) {
      case SAFE ->
          "at most 0.31 % more responses differ, 0.5 % allowed; at most 0.082 % more responses keep"
              + " differing, 0.1 % allowed; at most 0.094 % more responses fail, 0.1 % allowed;"
              + " 95 % sure, whenever somebody looks";
      case NOT_SAFE ->
          "at least 1.2 % more responses differ than v1's own, 0.5 % allowed, 95 % sure, whenever"
              + " somebody looks; proven at 2026-11-27T08:12:44.511Z";
      case UNDECIDED -> "errors: about 1,900 more informative triples are needed (and 2 more)";
    };
  }

  private List<String> lacks() {
    return List.of(
        name.apply("errors: about 1,900 more informative triples are needed"),
        "the pairs span 12 min of 1 h",
        name.apply("/orders/{id} has few distinct requests, and they differ each time"));
  }

  private KeySummary summary(String v2, Verdict.State verdict, boolean current) {
    return new KeySummary(
        name.apply("v1.8.2"), name.apply(v2), AT.minusSeconds(9_000), 51_880, verdict, current);
  }

  private KeyReport key(Verdict verdict, int endpoints, int paths) {
    List<CheckResult> checks = new ArrayList<>(checks(null, false));
    List<EndpointResult> results = new ArrayList<>();
    List<FieldResult> fields = new ArrayList<>();
    List<ExampleResult> examples = new ArrayList<>();
    for (int i = 0; i < endpoints; i++) {
      String endpoint = endpoint(i);
      checks.addAll(checks(endpoint, i == 2));
      results.add(endpoint(endpoint, i, endpoints));
      for (int j = 0; j < paths; j++) {
        fields.add(field(endpoint, j, i == 2 && j == 0));
      }
      examples.add(example(endpoint, DifferenceKind.values()[i % 4]));
    }
    fields.sort((a, b) -> Double.compare(b.lower(), a.lower()));
    return new KeyReport(
        name.apply("v1.8.2"),
        name.apply("v2.1.0"),
        verdict,
        AT.minusSeconds(9_000),
        Duration.ofMinutes(149),
        51_880,
        51_231,
        8_412,
        646,
        0.9912,
        checks,
        results,
        fields,
        List.of(
            new LatencyQuantile(0.5, Duration.ofMillis(12), Duration.ofMillis(11)),
            new LatencyQuantile(0.9, Duration.ofMillis(48), Duration.ofMillis(41)),
            new LatencyQuantile(0.99, Duration.ofMillis(311), Duration.ofMillis(190))),
        examples,
        history());
  }

  private List<HistoryPoint> history() {
    List<HistoryPoint> points = new ArrayList<>();
    for (int minute = 0; minute < 64; minute++) {
      Instant at = AT.minusSeconds(9_000 - 60 * minute);
      points.add(new HistoryPoint(at, 800L * minute, 13L * minute, minute, minute / 9));
    }
    return points;
  }

  private String endpoint(int i) {
    return name.apply(
        switch (i) {
          case 0 -> "/orders/{id}";
          case 1 -> "/orders";
          case 2 -> "/customers/{id}/invoices";
          default -> "/catalog/" + i + "/items/{id}";
        });
  }

  private List<CheckResult> checks(@Nullable String endpoint, boolean isWorst) {
    boolean worse = state == Verdict.State.NOT_SAFE && (endpoint == null || isWorst);
    boolean fine = state == Verdict.State.SAFE && endpoint == null;
    CheckState safe = fine ? CheckState.FINE : CheckState.OPEN;
    long n = endpoint == null ? 50_120 : 240;
    double scale = endpoint == null ? 1 : 9;
    return List.of(
        check(endpoint, Check.ERRORS, null, n, 4, 3, -0.0004 * scale, 0.00094 * scale, 0.001, safe),
        worse
            ? check(
                endpoint,
                Check.CONTENT,
                null,
                n,
                n / 60,
                n / 900,
                0.012 * scale,
                0.021 * scale,
                0.005,
                CheckState.WORSE)
            : check(
                endpoint,
                Check.CONTENT,
                null,
                n,
                61,
                55,
                -0.0021 * scale,
                0.0031 * scale,
                0.005,
                safe),
        check(
            endpoint,
            Check.PERSISTENT,
            null,
            n,
            5,
            4,
            -0.0005 * scale,
            0.00082 * scale,
            0.001,
            safe),
        check(
            endpoint,
            Check.SLOWER,
            Duration.ofMillis(64),
            n,
            n / 30,
            n / 40,
            0.004,
            0.013,
            0.05,
            CheckState.FINE),
        check(
            endpoint,
            Check.SLOWER,
            Duration.ofMillis(256),
            n,
            n / 100,
            n / 130,
            -0.002,
            0.006,
            0.05,
            CheckState.FINE));
  }

  private CheckResult check(
      @Nullable String endpoint,
      Check check,
      @Nullable Duration threshold,
      long n,
      long b,
      long c,
      double lower,
      double upper,
      double margin,
      CheckState state) {
    String note = lower > 0 ? name.apply("measurably worse") : "";
    return new CheckResult(
        endpoint, check, threshold, n, b, c, 31, lower, upper, margin, state, 1_900, note);
  }

  private EndpointResult endpoint(String endpoint, int i, int all) {
    List<StatusCount> same = List.of(new StatusCount(200, 200, 240));
    List<StatusCount> mixed =
        List.of(
            new StatusCount(200, 200, 231),
            new StatusCount(200, 503, 4),
            new StatusCount(404, 404, 3),
            new StatusCount(404, 0, 1),
            new StatusCount(-1, 200, 1));
    boolean judged = i % 17 != 5;
    return new EndpointResult(
        endpoint,
        judged ? 240 : 12,
        judged ? 199 : 9,
        2.0 * (all - i) / all / (all + 1),
        judged,
        judged ? "" : name.apply("few distinct requests, and they differ each time"),
        i % 3 == 2 ? mixed : same,
        same);
  }

  private FieldResult field(String endpoint, int j, boolean isWorst) {
    String path = isWorst ? "$.items[*].price" : "$.items[*].details.attribute" + j;
    boolean worse = isWorst && state == Verdict.State.NOT_SAFE;
    return new FieldResult(
        endpoint,
        name.apply(path),
        worse ? Set.of(DifferenceKind.TYPE) : Set.of(DifferenceKind.VALUE, DifferenceKind.ORDER),
        worse ? Severity.BREAKING : Severity.CHANGED,
        j % 5 != 4,
        j % 7 == 3,
        240,
        worse ? 31 : 2,
        worse ? 0 : 2,
        3,
        worse ? 0.061 : -0.02,
        worse ? 0.19 : 0.03);
  }

  private ExampleResult example(String endpoint, DifferenceKind kind) {
    return new ExampleResult(
        AT.minusSeconds(90),
        endpoint,
        name.apply("GET"),
        name.apply("$.items[*].price"),
        kind,
        name.apply("number, 4 digits, 2 after the point"),
        name.apply("string, 5 characters"),
        name.apply("curl -g '{v1}/orders/{id}?n={…}' -H 'accept: {…}'"));
  }
}

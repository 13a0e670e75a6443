package io.github.mirror4j.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.text.HtmlBuilder;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The report's JSON for the page. It is the report's own unless that is too large: then its lists
 * are shortened, and {@code leftOut} has how many of each are missing.
 */
final class EmbeddedJson {

  private static final int FIRST_LENGTH = 1_000;

  private EmbeddedJson() {}

  static String of(ReportView report, int mostBytes) {
    KeyReport key = report.key();
    int longest =
        Math.max(
            Math.max(key.checks().size(), key.fields().size()),
            Math.max(key.examples().size(), report.settings().size()));
    for (int length = Math.min(longest, FIRST_LENGTH); length > 0; length = length * 3 / 4) {
      String json = ReportJson.of(shortened(report, length), leftOut(report, length));
      if (HtmlBuilder.dataOf(json).getBytes(UTF_8).length <= mostBytes) {
        return json;
      }
    }
    return ReportJson.verdict(report);
  }

  private static ReportView shortened(ReportView report, int length) {
    KeyReport key = report.key();
    KeyReport shorter =
        new KeyReport(
            key.v1(),
            key.v2(),
            key.verdict(),
            key.since(),
            key.span(),
            key.pairs(),
            key.triples(),
            key.distinct(),
            key.repeated(),
            key.coverage(),
            first(weightiestFirst(key.checks()), length),
            first(key.endpoints(), length),
            first(key.fields(), length),
            key.latency(),
            first(key.examples(), length),
            key.history());
    return new Shortened(report, shorter, first(report.settings(), length));
  }

  private static Map<String, Integer> leftOut(ReportView report, int length) {
    KeyReport key = report.key();
    Map<String, Integer> leftOut = new LinkedHashMap<>();
    put("checks", key.checks(), length, leftOut);
    put("endpoints", key.endpoints(), length, leftOut);
    put("fields", key.fields(), length, leftOut);
    put("examples", key.examples(), length, leftOut);
    put("settings", report.settings(), length, leftOut);
    return leftOut;
  }

  private static void put(String name, List<?> list, int length, Map<String, Integer> leftOut) {
    if (list.size() > length) {
      leftOut.put(name, list.size() - length);
    }
  }

  private static List<CheckResult> weightiestFirst(List<CheckResult> checks) {
    return checks.stream()
        .sorted(
            Comparator.<CheckResult, Boolean>comparing(check -> check.endpoint() != null)
                .thenComparing(check -> check.state() != CheckState.WORSE))
        .toList();
  }

  private static <T> List<T> first(List<T> list, int length) {
    return list.subList(0, Math.min(length, list.size()));
  }

  /**
   * A report that leaves the last rows of its lists out.
   *
   * @param whole the report
   * @param key its key, with shorter lists
   * @param settings the first of its settings
   */
  private record Shortened(ReportView whole, KeyReport key, List<SettingResult> settings)
      implements ReportView {

    @Override
    public ReportScope scope() {
      return whole.scope();
    }

    @Override
    public long processes() {
      return whole.processes();
    }

    @Override
    public MirrorId mirror() {
      return whole.mirror();
    }

    @Override
    public Instant at() {
      return whole.at();
    }

    @Override
    public Verdict verdict() {
      return whole.verdict();
    }

    @Override
    public List<String> lacks() {
      return whole.lacks();
    }

    @Override
    public PairCounts pairs() {
      return whole.pairs();
    }

    @Override
    public List<KeySummary> keys() {
      return whole.keys();
    }

    @Override
    public List<String> doesNotTell() {
      return whole.doesNotTell();
    }

    @Override
    public String comparison() {
      return whole.comparison();
    }
  }
}

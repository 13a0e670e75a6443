package io.github.mirror4j.examples.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Results of microbenchmarks as a table in Markdown. */
final class BenchTable {

  private static final String ALLOCATION = "gc.alloc.rate.norm";

  private BenchTable() {}

  static String of(Collection<RunResult> results) {
    List<String> lines = new ArrayList<>();
    lines.add("| benchmark | ns/op | +- (99.9 %) | B/op |");
    lines.add("|---|---:|---:|---:|");
    results.forEach(result -> lines.add(line(result)));
    return String.join("\n", lines) + "\n";
  }

  private static String line(RunResult result) {
    Result<?> time = result.getPrimaryResult();
    Result<?> allocation = result.getSecondaryResults().get(ALLOCATION);
    return "| %s | %s | %s | %s |"
        .formatted(
            name(result.getParams()),
            number(time.getScore()),
            number(time.getScoreError()),
            allocation == null ? "-" : number(allocation.getScore()));
  }

  /** Class and method, then the parameters: {@code Selection.allForThisHost rules=10}. */
  private static String name(BenchmarkParams params) {
    String[] parts = params.getBenchmark().split("\\.", -1);
    String type = parts[parts.length - 2].replace("Benchmark", "");
    StringJoiner name = new StringJoiner(" ").add(type + "." + parts[parts.length - 1]);
    params.getParamsKeys().forEach(key -> name.add(key + "=" + params.getParam(key)));
    return name.toString();
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return value < 100
        ? String.format(Locale.ROOT, "%.1f", value)
        : String.format(Locale.ROOT, "%,.0f", value);
  }
}

package io.github.mirror4j.http.stats;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A measurement of the overhead by the names that it has in JSON, which users rely on. */
final class OverheadTree {

  private OverheadTree() {}

  static Map<String, @Nullable Object> of(OverheadReport report) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("summary", report.summary());
    tree.put("since", report.since().toString());
    tree.put("slice", seconds(report.slice()));
    tree.put("washOut", seconds(report.washOut()));
    tree.put("running", report.running());
    tree.put("pairs", report.pairs());
    tree.put("unusedPairs", report.unusedPairs());
    tree.put("calls", report.calls());
    tree.put("ratios", report.ratios().stream().map(OverheadTree::of).toList());
    return tree;
  }

  private static Map<String, @Nullable Object> of(OverheadRatio ratio) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("measure", ratio.measure().name());
    tree.put("pairs", ratio.pairs());
    tree.put("median", ratio.median());
    tree.put("lower", ratio.lower());
    tree.put("upper", ratio.upper());
    return tree;
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}

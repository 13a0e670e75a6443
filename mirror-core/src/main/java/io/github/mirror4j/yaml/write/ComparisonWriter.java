package io.github.mirror4j.yaml.write;

import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.FieldPath;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.text.ConstantText;
import io.github.mirror4j.text.Percent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the settings of a comparison as YAML, those by default left out. */
final class ComparisonWriter {

  private final Map<String, Object> out = new LinkedHashMap<>();
  private final Comparison comparison;
  private final Comparison defaults;

  private ComparisonWriter(Comparison comparison) {
    this.comparison = comparison;
    defaults =
        comparison.baseline().isPresent()
            ? Comparison.withBaseline(100).build()
            : Comparison.withoutBaseline().build();
  }

  static String text(Comparison comparison) {
    ComparisonWriter writer = new ComparisonWriter(comparison);
    writer.addRequests();
    writer.addFields();
    writer.addHeaders();
    writer.addChecks();
    writer.addTimes();
    return YamlText.of(List.of(writer.out));
  }

  private void addRequests() {
    out.put("baseline", comparison.baseline().map(ComparisonWriter::baseline).orElse("none"));
    if (comparison.millionths() != defaults.millionths()) {
      out.put("percentage", percent(comparison.millionths()));
    }
    addAll("methods", without(comparison.methods(), defaults.methods()));
    addAll("endpoints", comparison.endpoints());
  }

  private static Object baseline(Comparison.Baseline baseline) {
    BigDecimal percent = percent(baseline.millionths());
    if (baseline.target().isEmpty()) {
      return percent;
    }
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("percentage", percent);
    switch (baseline.target().get()) {
      case MirrorTarget.ToUri(var base) -> out.put("uri", base.toString());
      case MirrorTarget.ToService(ServiceRef service, var labels) -> {
        put(out, "name", service.name());
        put(out, "namespace", service.namespace());
        put(out, "domain", service.domain());
        put(out, "service", service.service());
        put(out, "port", service.port());
        if (!labels.isEmpty()) {
          out.put("labels", labels.asMap());
        }
      }
    }
    return out;
  }

  private static void put(Map<String, Object> out, String name, @Nullable Object value) {
    if (value != null) {
      out.put(name, value);
    }
  }

  private void addFields() {
    addAll("ignore", texts(comparison.ignored()));
    addAll("unordered", texts(comparison.unordered()));
    Map<String, Object> keys = new LinkedHashMap<>();
    comparison.keys().forEach((path, field) -> keys.put(path.toString(), field));
    addAll("keys", keys);
    Map<String, Object> expected = new LinkedHashMap<>();
    comparison
        .expected()
        .forEach(
            (path, changes) ->
                expected.put(
                    path.toString(), changes.stream().map(ConstantText::hyphenated).toList()));
    addAll("expect", expected);
    addAll("show", texts(comparison.shown()));
    if (comparison.countsAdditions()) {
      out.put("countAdditions", true);
    }
  }

  private void addHeaders() {
    addAll("headers", without(comparison.headers(), defaults.headers()));
    addAll("ignoreHeaders", without(defaults.headers(), comparison.headers()));
    addAll("buildHeaders", comparison.buildHeaders());
  }

  private void addChecks() {
    Map<String, Object> margins = new LinkedHashMap<>();
    for (Check check : Check.values()) {
      var margin = comparison.margin(check);
      if (margin.isPresent() && !margin.equals(defaults.margin(check))) {
        margins.put(ConstantText.hyphenated(check), percent(margin.getAsDouble()));
      }
    }
    addAll("margins", margins);
    addAll("slowerThan", comparison.slowerThan().stream().map(AnnotationWriter::text).toList());
    if (comparison.level() != defaults.level()) {
      out.put("level", percent(comparison.level()));
    }
    addMinimums(comparison.minimums(), defaults.minimums());
  }

  private void addMinimums(Comparison.Minimums own, Comparison.Minimums usual) {
    Map<String, Object> minimums = new LinkedHashMap<>();
    if (own.distinctRequests() != usual.distinctRequests()) {
      minimums.put("requests", own.distinctRequests());
    }
    addTime(minimums, "span", own.span(), usual.span());
    if (own.compared() != usual.compared()) {
      minimums.put("compared", percent(own.compared()));
    }
    if (own.judged() != usual.judged()) {
      minimums.put("judged", percent(own.judged()));
    }
    addAll("minimums", minimums);
  }

  private void addTimes() {
    Map<String, Object> warmUp = new LinkedHashMap<>();
    addTime(warmUp, "time", comparison.warmUpTime(), defaults.warmUpTime());
    if (comparison.warmUpPairs() != defaults.warmUpPairs()) {
      warmUp.put("pairs", comparison.warmUpPairs());
    }
    addAll("warmUp", warmUp);
    addTime(out, "repeatAfter", comparison.repeatAfter(), defaults.repeatAfter());
    Map<String, Object> confirm = new LinkedHashMap<>();
    addTime(confirm, "min", comparison.confirmAfterMin(), defaults.confirmAfterMin());
    addTime(confirm, "max", comparison.confirmAfterMax(), defaults.confirmAfterMax());
    addAll("confirmAfter", confirm);
    if (comparison.responseLimit() != defaults.responseLimit()) {
      out.put("responseLimit", comparison.responseLimit());
    }
    addTime(out, "maxCopyTime", comparison.maxCopyTime(), defaults.maxCopyTime());
  }

  private void addAll(String name, Collection<?> values) {
    if (!values.isEmpty()) {
      out.put(name, List.copyOf(values));
    }
  }

  private void addAll(String name, Map<String, Object> values) {
    if (!values.isEmpty()) {
      out.put(name, values);
    }
  }

  private static void addTime(Map<String, Object> to, String name, Duration own, Duration usual) {
    if (!own.equals(usual)) {
      to.put(name, AnnotationWriter.text(own));
    }
  }

  private static List<String> without(Collection<String> all, Collection<String> others) {
    List<String> left = new ArrayList<>(all);
    left.removeAll(others);
    return left;
  }

  private static List<String> texts(Collection<FieldPath> paths) {
    return paths.stream().map(FieldPath::toString).toList();
  }

  private static BigDecimal percent(int millionths) {
    return BigDecimal.valueOf(millionths, 4).stripTrailingZeros();
  }

  private static BigDecimal percent(double fraction) {
    return BigDecimal.valueOf(Percent.ofFraction(fraction)).stripTrailingZeros();
  }
}

package io.github.mirror4j.rule;

import io.github.mirror4j.rule.syntax.Share;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes a {@link Comparison} as text. */
final class ComparisonText {

  private ComparisonText() {}

  /** Returns the text that is equal for comparisons whose pairs prove the same. */
  static String of(Comparison comparison) {
    Comparison.Minimums minimums = comparison.minimums();
    Map<String, Object> all = new TreeMap<>();
    all.put("baseline", comparison.baseline().map(ComparisonText::target).orElse("none"));
    all.put("methods", comparison.methods());
    all.put("endpoints", comparison.endpoints());
    all.put("ignore", sorted(comparison.ignored()));
    all.put("unordered", sorted(comparison.unordered()));
    all.put("keys", keys(comparison));
    all.put("expect", new TreeMap<>(comparison.expected()));
    all.put("countAdditions", comparison.countsAdditions());
    all.put("headers", comparison.headers());
    all.put("buildHeaders", comparison.buildHeaders());
    all.put("margins", margins(comparison));
    all.put("slowerThan", comparison.slowerThan());
    all.put("level", comparison.level());
    all.put(
        "minimums",
        List.of(
            minimums.distinctRequests(), minimums.span(), minimums.compared(), minimums.judged()));
    all.put("warmUp", List.of(comparison.warmUpTime(), comparison.warmUpPairs()));
    all.put("repeatAfter", comparison.repeatAfter());
    all.put("confirmAfter", List.of(comparison.confirmAfterMin(), comparison.confirmAfterMax()));
    all.put("responseLimit", comparison.responseLimit());
    all.put("maxCopyTime", comparison.maxCopyTime());
    if (comparison.isOfChosenPrimaries()) {
      all.put("chosenPrimaries", true);
    }
    if (comparison.isOfEditedCopies()) {
      all.put("editedCopies", true);
    }
    return all.toString();
  }

  /** Returns how much is compared, in a few words. */
  static String summary(Comparison comparison) {
    return Share.percent(comparison.millionths())
        + " of "
        + String.join(", ", comparison.methods())
        + comparison
            .baseline()
            .map(
                baseline ->
                    ", " + Share.percent(baseline.millionths()) + " of them with " + name(baseline))
            .orElse(", without baseline");
  }

  private static String name(Comparison.Baseline baseline) {
    return baseline.target().map(target -> "baseline at " + target).orElse("baseline");
  }

  private static String target(Comparison.Baseline baseline) {
    return baseline.target().map(MirrorTarget::toString).orElse("the primary's service");
  }

  /** Returns the keys with their fields in quotes where a plain name could be misread. */
  private static Map<FieldPath, FieldPath.Name> keys(Comparison comparison) {
    Map<FieldPath, FieldPath.Name> keys = new TreeMap<>();
    comparison.keys().forEach((path, field) -> keys.put(path, new FieldPath.Name(field)));
    return keys;
  }

  private static List<String> margins(Comparison comparison) {
    List<String> margins = new ArrayList<>();
    for (Check check : Check.values()) {
      comparison.margin(check).ifPresent(margin -> margins.add(check + "=" + margin));
    }
    return margins;
  }

  private static Collection<FieldPath> sorted(List<FieldPath> paths) {
    return new TreeSet<>(paths);
  }
}

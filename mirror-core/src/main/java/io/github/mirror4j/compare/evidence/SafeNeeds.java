package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.bound.Forecast;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.text.Percent;
import io.github.mirror4j.text.TimeText;
import java.util.ArrayList;
import java.util.List;

/** Calculates in advance what it takes to find a new version safe. */
public final class SafeNeeds {

  private SafeNeeds() {}

  /**
   * Returns how many informative triples SAFE needs at the least: if nothing differs that counts.
   *
   * @param settings the settings
   * @return the number, which the smallest margin decides
   */
  public static long triples(Comparison settings) {
    return checks(settings).stream()
        .mapToLong(check -> Forecast.cleanTriples(margin(settings, check), settings.level()))
        .max()
        .orElse(0);
  }

  /**
   * Returns what SAFE needs, in a sentence for a log.
   *
   * @param settings the settings
   * @return one sentence
   */
  public static String text(Comparison settings) {
    if (settings.isOfChosenPrimaries()) {
      return "SAFE is not possible, since only primaries that ended in a certain way are copied";
    }
    List<String> margins = new ArrayList<>();
    for (Check check : checks(settings)) {
      margins.add(Judge.name(check) + " " + Percent.of(margin(settings, check)));
    }
    Comparison.Minimums minimums = settings.minimums();
    return ("SAFE needs about %s informative %s if nothing differs (margins: %s), and at least %s"
            + " distinct requests within %s or more")
        .formatted(
            Percent.about((double) triples(settings)),
            settings.baseline().isPresent() ? "triples" : "pairs",
            String.join(", ", margins),
            Percent.count(minimums.distinctRequests()),
            TimeText.of(minimums.span()));
  }

  private static double margin(Comparison settings, Check check) {
    return new Limits(settings).of(check).margin();
  }

  private static List<Check> checks(Comparison settings) {
    List<Check> checks = new ArrayList<>(List.of(Check.CONTENT, Check.ERRORS));
    if (settings.baseline().isPresent()) {
      checks.add(1, Check.PERSISTENT);
    }
    if (settings.margin(Check.SLOWER).isPresent()) {
      checks.add(Check.SLOWER);
    }
    return checks;
  }
}

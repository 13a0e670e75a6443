package io.github.mirror4j.compare.files;

import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.CheckReturnValue;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.PrimaryOutcome;
import io.github.mirror4j.text.Percent;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of a comparison that a verdict needs, as a file holds them: fractions, not
 * percentages. Where and how responses are compared is in the text.
 *
 * @param baseline where baselines are sent
 * @param margins the margins of the checks
 * @param slowerThan the thresholds of latency; empty for the powers of two
 * @param level how often a verdict may be wrong
 * @param minimums what SAFE needs
 * @param warmUpTime how long the warm-up takes
 * @param warmUpPairs how many pairs the warm-up takes
 * @param text the whole comparison as text
 */
public record ComparedSettings(
    Baseline baseline,
    Map<Check, Double> margins,
    List<Duration> slowerThan,
    double level,
    Comparison.Minimums minimums,
    Duration warmUpTime,
    int warmUpPairs,
    String text) {

  /** Where baselines are sent. */
  public enum Baseline {
    /** Nowhere. */
    NONE,
    /** To the service of the primary. */
    PRIMARY,
    /** To a second deployment. */
    OWN
  }

  /**
   * Returns what a verdict needs of a comparison.
   *
   * @param comparison the comparison
   * @return its settings
   */
  public static ComparedSettings of(Comparison comparison) {
    Map<Check, Double> margins = new EnumMap<>(Check.class);
    for (Check check : Check.values()) {
      comparison.margin(check).ifPresent(margin -> margins.put(check, margin));
    }
    Baseline baseline =
        comparison
            .baseline()
            .map(b -> b.target().isPresent() ? Baseline.OWN : Baseline.PRIMARY)
            .orElse(Baseline.NONE);
    return new ComparedSettings(
        baseline,
        margins,
        comparison.slowerThan(),
        comparison.level(),
        comparison.minimums(),
        comparison.warmUpTime(),
        comparison.warmUpPairs(),
        comparison.text());
  }

  /**
   * Returns these settings as a comparison, which decides as the one in the process did.
   *
   * @param other margins in place of those of the files, as fractions
   * @return the comparison
   * @throws InvalidConfigurationException if no comparison has such settings
   */
  public Comparison comparison(Map<Check, Double> other) {
    Comparison.Builder builder =
        switch (baseline) {
          case NONE -> Comparison.withoutBaseline();
          case PRIMARY -> Comparison.withBaseline(100);
          case OWN -> Comparison.withBaselineAt(somewhere(), 100);
        };
    Map<Check, Double> all = new EnumMap<>(Check.class);
    all.putAll(margins);
    all.putAll(other);
    all.forEach((check, margin) -> builder.margin(check, percent(margin)));
    slowerThan.forEach(builder::slowerThan);
    return ofSuchCopies(
        builder
            .level(percent(level))
            .minimumRequests(minimums.distinctRequests())
            .minimumSpan(minimums.span())
            .minimumCompared(percent(minimums.compared()))
            .minimumJudged(percent(minimums.judged()))
            .warmUp(warmUpTime, warmUpPairs)
            .build());
  }

  /** Copies of chosen primaries, or edited copies, prove as little here as in the process. */
  private Comparison ofSuchCopies(Comparison comparison) {
    Mirror mirror = Mirror.to(somewhere()).compare(comparison);
    if (text.contains("chosenPrimaries=true")) {
      mirror = mirror.onlyAfter(PrimaryOutcome.failed());
    }
    if (text.contains("editedCopies=true")) {
      mirror = mirror.edit(draft -> draft);
    }
    return mirror.comparison().orElse(comparison);
  }

  /** Only the existence of the deployment matters, not its address. */
  private static MirrorTarget somewhere() {
    return new MirrorTarget.ToUri(URI.create("http://v1.invalid"));
  }

  /**
   * Returns these settings with other margins.
   *
   * @param other margins in place of these, as fractions
   * @return the settings, whose text says so
   */
  @CheckReturnValue
  public ComparedSettings with(Map<Check, Double> other) {
    if (other.isEmpty()) {
      return this;
    }
    Map<Check, Double> all = new EnumMap<>(Check.class);
    all.putAll(margins);
    all.putAll(other);
    List<String> changed =
        other.entrySet().stream()
            .map(margin -> lower(margin.getKey()) + " " + Percent.of(margin.getValue()))
            .toList();
    return new ComparedSettings(
        baseline,
        all,
        slowerThan,
        level,
        minimums,
        warmUpTime,
        warmUpPairs,
        text + "; margins that were given instead: " + String.join(", ", changed));
  }

  /**
   * Returns what settings disagree about, as far as a verdict depends on it.
   *
   * @param all the settings
   * @return names of settings as they are in files
   */
  public static List<String> disagreements(Collection<ComparedSettings> all) {
    Map<String, Set<Object>> values = new LinkedHashMap<>();
    all.forEach(
        each ->
            each.toMap()
                .forEach(
                    (name, value) ->
                        values.computeIfAbsent(name, n -> new HashSet<>()).add(value)));
    values.remove("text");
    return values.entrySet().stream()
        .filter(each -> each.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static double percent(double fraction) {
    return BigDecimal.valueOf(fraction).movePointRight(2).doubleValue();
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("baseline", lower(baseline));
    Map<String, Object> fractions = new LinkedHashMap<>();
    margins.forEach((check, margin) -> fractions.put(lower(check), margin));
    map.put("margins", fractions);
    map.put("slowerThanSeconds", slowerThan.stream().map(ComparedSettings::seconds).toList());
    map.put("level", level);
    map.put("minimumRequests", minimums.distinctRequests());
    map.put("minimumSpanSeconds", seconds(minimums.span()));
    map.put("minimumCompared", minimums.compared());
    map.put("minimumJudged", minimums.judged());
    map.put("warmUpSeconds", seconds(warmUpTime));
    map.put("warmUpPairs", warmUpPairs);
    map.put("text", text);
    return map;
  }

  /** Returns the settings of a map; empty if one is missing or not of its type. */
  static Optional<ComparedSettings> of(Map<?, ?> map) {
    try {
      SettingsFields fields = new SettingsFields(map);
      ComparedSettings settings =
          new ComparedSettings(
              fields.constant(Baseline.class, "baseline"),
              fields.fractions(Check.class, "margins"),
              fields.times("slowerThanSeconds"),
              fields.number("level"),
              new Comparison.Minimums(
                  (int) fields.number("minimumRequests"),
                  fields.time("minimumSpanSeconds"),
                  fields.number("minimumCompared"),
                  fields.number("minimumJudged")),
              fields.time("warmUpSeconds"),
              (int) fields.number("warmUpPairs"),
              fields.text("text"));
      Comparison unused = settings.comparison(Map.of());
      return Optional.of(settings);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // No verdict can rest on it.
    }
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

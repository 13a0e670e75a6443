package io.github.mirror4j.examples.bench.load;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * All figures of one variant with one mirror.
 *
 * @param part what was being measured
 * @param mode when callers sent
 * @param variant who sent
 * @param rounds how many rounds the figures rest on
 * @param requests how many requests
 * @param unsent requests that nobody could send in time
 * @param errors requests that failed
 * @param error the first such error, or empty
 * @param copies what became of the copies, by the variant's own account
 * @param arrived copies that reached the mirror
 * @param ratios each figure against the baseline's; none for a baseline
 * @param values each figure itself
 */
record Row(
    String part,
    Mode mode,
    Variant variant,
    int rounds,
    long requests,
    long unsent,
    long errors,
    String error,
    Map<String, Long> copies,
    long arrived,
    Map<Figure, Spread> ratios,
    Map<Figure, Spread> values) {

  static Row of(String part, Mode mode, Variant variant, Series series) {
    List<Round> rounds = series.rounds(variant);
    Map<Figure, Spread> ratios = new TreeMap<>();
    Map<Figure, Spread> values = new TreeMap<>();
    for (Figure figure : Figure.values()) {
      ratios.put(figure, series.ratios(variant, figure));
      values.put(figure, series.values(variant, figure));
    }
    Map<String, Long> copies = new TreeMap<>();
    rounds.forEach(
        round -> round.copies().forEach((name, count) -> copies.merge(name, count, Long::sum)));
    String error =
        rounds.stream().map(Round::error).filter(text -> !text.isEmpty()).findFirst().orElse("");
    return new Row(
        part,
        mode,
        variant,
        rounds.size(),
        sum(rounds, Round::requests),
        sum(rounds, Round::unsent),
        sum(rounds, Round::errors),
        error,
        copies,
        series.arrived(variant),
        ratios,
        values);
  }

  Spread ratio(Figure figure) {
    return ratios.getOrDefault(figure, Spread.NONE);
  }

  Spread value(Figure figure) {
    return values.getOrDefault(figure, Spread.NONE);
  }

  /** Whether it belongs to the comparison of all variants with a mirror in this state. */
  boolean isWith(MirrorState state) {
    return part.equals(state.label());
  }

  boolean isBaseline() {
    return variant.isBaseline();
  }

  private static long sum(List<Round> rounds, ToLongFunction<Round> figure) {
    return rounds.stream().mapToLong(figure).sum();
  }
}

package io.github.mirror4j.examples.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rounds of several variants in the order in which they ran.
 *
 * <p>A machine is now faster, now slower. So each round is compared with the rounds of its baseline
 * next to it, and only then are the ratios put together.
 */
final class Series {

  private final List<Entry> entries = new ArrayList<>();

  private int fork;

  private record Entry(int index, int fork, Variant variant, Round round, long arrived) {}

  /** What is added from now on was measured with new processes. */
  void startFork() {
    fork++;
  }

  /** Adds a round that ran after all the others; so many copies arrived meanwhile. */
  void add(Variant variant, Round round, long arrived) {
    entries.add(new Entry(entries.size(), fork, variant, round, arrived));
  }

  Stream<Variant> variants() {
    return entries.stream().map(Entry::variant).distinct().sorted();
  }

  List<Round> rounds(Variant variant) {
    return entries.stream().filter(entry -> entry.variant() == variant).map(Entry::round).toList();
  }

  long arrived(Variant variant) {
    return entries.stream()
        .filter(entry -> entry.variant() == variant)
        .mapToLong(Entry::arrived)
        .sum();
  }

  /** A figure's values. */
  Spread values(Variant variant, Figure figure) {
    return Spread.of(rounds(variant).stream().mapToDouble(figure::of).toArray());
  }

  /**
   * A figure's ratios, of each round to the mean of the baseline's rounds before and after it.
   *
   * <p>The tail of one round hangs on a few requests: its ratio to that of another round is mostly
   * chance. There it is the median of all rounds to that of the baseline's rounds next to them.
   */
  Spread ratios(Variant variant, Figure figure) {
    if (variant.isBaseline()) {
      return Spread.NONE;
    }
    if (figure.isTail()) {
      return Resampling.ratioOfMedians(
          IntStream.rangeClosed(0, fork)
              .mapToObj(i -> tails(i, variant, figure))
              .filter(tails -> !tails.values().isEmpty() && !tails.baseline().isEmpty())
              .toList());
    }
    return Spread.of(
        indices(variant)
            .mapToDouble(
                i ->
                    figure.of(entries.get(i).round())
                        / baselineAround(i, variant.baseline(), figure))
            .toArray());
  }

  private Resampling.Fork tails(int fork, Variant variant, Figure figure) {
    List<Integer> own =
        indices(variant).filter(i -> entries.get(i).fork() == fork).boxed().toList();
    Stream<Entry> baseline = own.stream().flatMap(i -> around(i, variant.baseline())).distinct();
    return new Resampling.Fork(
        own.stream().map(i -> figure.of(entries.get(i).round())).toList(),
        baseline.map(entry -> figure.of(entry.round())).toList());
  }

  private IntStream indices(Variant variant) {
    return IntStream.range(0, entries.size()).filter(i -> entries.get(i).variant() == variant);
  }

  private double baselineAround(int index, Variant baseline, Figure figure) {
    return around(index, baseline)
        .mapToDouble(entry -> figure.of(entry.round()))
        .average()
        .orElse(Double.NaN);
  }

  private Stream<Entry> around(int index, Variant baseline) {
    IntStream before = IntStream.iterate(index - 1, i -> i >= 0, i -> i - 1);
    IntStream after = IntStream.range(index + 1, entries.size());
    return Stream.of(before, after)
        .flatMap(side -> side.mapToObj(entries::get).filter(e -> e.variant() == baseline).limit(1));
  }
}

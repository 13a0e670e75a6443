package io.github.mirror4j.examples.bench.load;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** How much of a result is chance: what it would be with other rounds of the same kind. */
final class Resampling {

  private static final int TIMES = 1_000;
  private static final long SEED = 1;

  private Resampling() {}

  /** Values of one process, and those of its baseline's process that ran beside it. */
  record Fork(List<Double> values, List<Double> baseline) {}

  /**
   * The ratio of two medians, and where the middle half of its resamplings lies (bootstrap). As
   * many forks are drawn, with repetition, and of each as many values: a process has its luck, too,
   * which more rounds of the same process do not show. The same values give the same result.
   */
  static Spread ratioOfMedians(List<Fork> forks) {
    if (forks.isEmpty()) {
      return Spread.NONE;
    }
    Random random = new Random(SEED);
    Spread resampled =
        Spread.of(
            DoubleStream.generate(() -> ratio(drawForks(forks, random))).limit(TIMES).toArray());
    int count = forks.stream().mapToInt(fork -> fork.values().size()).sum();
    return new Spread(ratio(forks), resampled.low(), resampled.high(), count);
  }

  private static double ratio(List<Fork> forks) {
    return median(forks, Fork::values) / median(forks, Fork::baseline);
  }

  private static double median(List<Fork> forks, Function<Fork, List<Double>> values) {
    return Spread.of(
            forks.stream().map(values).flatMap(List::stream).mapToDouble(value -> value).toArray())
        .median();
  }

  private static List<Fork> drawForks(List<Fork> forks, Random random) {
    return draw(forks, random).stream()
        .map(fork -> new Fork(draw(fork.values(), random), draw(fork.baseline(), random)))
        .toList();
  }

  private static <T> List<T> draw(List<T> all, Random random) {
    return Stream.generate(() -> all.get(random.nextInt(all.size()))).limit(all.size()).toList();
  }
}
